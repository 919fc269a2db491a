import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  NumberInput,
  Select,
  TextInput,
  Title,
} from '@mantine/core'
import { confirm } from '@/parts/confirm'
import { percentage, ratio } from '@/parts/inputs/numbers'
import classes from './designer.module.css'
import { changeRung, join, type LadderDocument, leave, type Rung, removeRung } from './document'
import { usePartNames } from './faults'
import { useDesignerStrings } from './strings'

interface Props {
  doc: LadderDocument
  rung: Rung
  onChange: (doc: LadderDocument) => void
  onClose: () => void
}

/** Everything about one rung: names, pay band, time of stay, places, tracks. */
export function RungForm({ doc, rung, onChange, onClose }: Props) {
  const t = useDesignerStrings()
  const names = usePartNames(doc)
  const put = (fields: Partial<Rung>) => onChange(changeRung(doc, rung.code, fields))
  const name = names.rung(rung.code)
  const count = doc.moves.filter((m) => m.from === rung.code || m.to === rung.code).length
  const remove = () =>
    confirm({
      title: t('rung.removeAsk', { name }),
      text: t('rung.removeText', { count }),
      yes: t('rung.remove'),
      no: t('rung.cancel'),
      act: () => {
        onClose()
        onChange(removeRung(doc, rung.code))
      },
    })
  return (
    <section className={classes.form} aria-label={t('rung.title', { name })}>
      <Title order={3}>{t('rung.title', { name })}</Title>
      <div className={classes.fields}>
        <TextInput
          label={t('rung.en')}
          value={rung.name.en ?? ''}
          onChange={(event) => put({ name: { ...rung.name, en: event.currentTarget.value } })}
        />
        <TextInput
          label={t('rung.zh')}
          value={rung.name.zh ?? ''}
          onChange={(event) => put({ name: { ...rung.name, zh: event.currentTarget.value } })}
        />
        <NumberInput
          label={t('rung.band')}
          min={0}
          value={rung.band}
          onChange={(value) => put({ band: Number(value) || 0 })}
        />
        <NumberInput
          label={t('rung.dwell')}
          min={0}
          max={600}
          value={rung.dwell_months ?? 0}
          onChange={(value) => put({ dwell_months: Number(value) || undefined })}
        />
        <HeadcountFields doc={doc} rung={rung} put={put} />
      </div>
      <Checkbox
        label={t('rung.entry')}
        checked={rung.entry ?? false}
        onChange={(event) => put({ entry: event.currentTarget.checked || undefined })}
      />
      <Fieldset legend={t('rung.tracks')} mt="sm">
        <Group>
          {doc.tracks.map((track) => (
            <Checkbox
              key={track.code}
              label={names.track(track.code)}
              checked={track.rungs.includes(rung.code)}
              onChange={(event) =>
                onChange((event.currentTarget.checked ? join : leave)(doc, track.code, rung.code))
              }
            />
          ))}
        </Group>
      </Fieldset>
      <Group mt="sm">
        <Button variant="default" onClick={onClose}>
          {t('rung.done')}
        </Button>
        <Button variant="default" onClick={remove}>
          {t('rung.remove')}
        </Button>
      </Group>
    </section>
  )
}

interface HeadcountProps {
  doc: LadderDocument
  rung: Rung
  put: (fields: Partial<Rung>) => void
}

function HeadcountFields({ doc, rung, put }: HeadcountProps) {
  const t = useDesignerStrings()
  const names = usePartNames(doc)
  const { headcount } = rung
  const others = doc.rungs.filter(({ code }) => code !== rung.code)
  const kind = !headcount ? 'none' : 'places' in headcount ? 'places' : 'share'
  const choose = (chosen: string | null) => {
    const share = { share: 0.1, of: others[0]?.code ?? '' }
    put({ headcount: chosen === 'none' ? undefined : chosen === 'share' ? share : { places: 1 } })
  }
  return (
    <>
      <Select
        label={t('rung.headcount')}
        allowDeselect={false}
        data={(['none', 'places', 'share'] as const).map((value) => ({
          ...{ value, label: t(`rung.${value}`) },
        }))}
        value={kind}
        onChange={choose}
      />
      {headcount && 'places' in headcount && (
        <NumberInput
          label={t('rung.number')}
          min={0}
          value={headcount.places}
          onChange={(value) => put({ headcount: { places: Number(value) || 0 } })}
        />
      )}
      {headcount && 'share' in headcount && (
        <>
          <NumberInput
            label={t('rung.percent')}
            min={0}
            max={100}
            value={percentage(headcount.share)}
            onChange={(value) =>
              put({ headcount: { ...headcount, share: ratio(Number(value)) ?? 0 } })
            }
          />
          <Select
            label={t('rung.of')}
            allowDeselect={false}
            data={others.map(({ code }) => ({ value: code, label: names.rung(code) }))}
            value={headcount.of}
            onChange={(of) => of && put({ headcount: { ...headcount, of } })}
          />
        </>
      )}
    </>
  )
}
