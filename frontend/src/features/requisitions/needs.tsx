import { Button, Fieldset, Select, Stack, TextInput } from '@mantine/core'
import { KINDS, type RequisitionFields } from './queries'
import { useRequisitionStrings } from './strings'

type Need = RequisitionFields['needs'][number]
type Condition = RequisitionFields['conditions'][number]

const without = <T,>(list: readonly T[], place: number) => list.filter((_, i) => i !== place)
const changed = <T,>(list: readonly T[], place: number, some: Partial<T>) =>
  list.map((one, i) => (i === place ? { ...one, ...some } : one))

/** A code that none of the list has yet. */
function nextCode(letter: string, list: readonly { code: string }[]): string {
  let n = list.length + 1
  while (list.some(({ code }) => code === `${letter}${n}`)) n += 1
  return `${letter}${n}`
}

/** What the job asks of whoever does it. */
export function Needs(props: { list: Need[]; onChange: (list: Need[]) => void }) {
  const t = useRequisitionStrings()
  const { list, onChange } = props
  return (
    <Fieldset legend={t('needs')}>
      <Stack gap="sm">
        {list.map((need, place) => (
          <Stack key={need.code} gap={4}>
            <TextInput
              label={`${t('task')} ${place + 1}`}
              value={need.task}
              onChange={(event) =>
                onChange(changed(list, place, { task: event.currentTarget.value }))
              }
            />
            <Remove
              what={need.task || `${t('need')} ${place + 1}`}
              onClick={() => onChange(without(list, place))}
            />
          </Stack>
        ))}
        <Button
          variant="default"
          onClick={() => onChange([...list, { code: nextCode('N', list), task: '' }])}
        >
          {t('addNeed')}
        </Button>
      </Stack>
    </Fieldset>
  )
}

interface ConditionsProps {
  list: Condition[]
  needs: readonly Need[]
  onChange: (list: Condition[]) => void
}

/** What candidates must meet, each with the need that it serves. */
export function Conditions({ list, needs, onChange }: ConditionsProps) {
  const t = useRequisitionStrings()
  return (
    <Fieldset legend={t('conditions')}>
      <Stack gap="sm">
        {list.map((one, place) => (
          <Stack key={one.code} gap={4}>
            <TextInput
              label={`${t('condition')} ${place + 1}`}
              value={one.what}
              onChange={(event) =>
                onChange(changed(list, place, { what: event.currentTarget.value }))
              }
            />
            <Select
              label={t('kind')}
              value={one.kind}
              allowDeselect={false}
              data={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
              onChange={(kind) =>
                onChange(changed(list, place, { kind: (kind as Condition['kind']) ?? one.kind }))
              }
            />
            <Select
              label={t('serves')}
              value={one.need || null}
              data={needs.map(({ code, task }) => ({ value: code, label: task || code }))}
              onChange={(need) => onChange(changed(list, place, { need: need ?? '' }))}
            />
            <Remove
              what={one.what || `${t('condition')} ${place + 1}`}
              onClick={() => onChange(without(list, place))}
            />
          </Stack>
        ))}
        <Button
          variant="default"
          onClick={() =>
            onChange([...list, { code: nextCode('C', list), kind: 'skill', what: '', need: '' }])
          }
        >
          {t('addCondition')}
        </Button>
      </Stack>
    </Fieldset>
  )
}

function Remove({ what, onClick }: { what: string; onClick: () => void }) {
  const t = useRequisitionStrings()
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      style={{ alignSelf: 'flex-start' }}
      onClick={onClick}
    >
      {t('remove', { what })}
    </Button>
  )
}
