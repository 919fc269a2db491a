import { Button, Group, Select, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import type { LadderReport } from '../queries'
import { useCareerStrings } from '../strings'
import classes from './designer.module.css'
import {
  addRung,
  addTrack,
  changeTrack,
  type LadderDocument,
  type Rung,
  removeTrack,
  shift,
  TRACK_KINDS,
  type Track,
  trackless,
} from './document'
import { FaultLines, faultsAt, usePartNames } from './faults'
import { NamesForm } from './names-form'
import { RungForm } from './rung-form'
import { useDesignerStrings } from './strings'

interface Props {
  doc: LadderDocument
  ladder: LadderReport
  onChange: (doc: LadderDocument) => void
}

/** What is open for a change: a rung or a track of a lane, or a new one. */
interface Open {
  what: 'rung' | 'track' | 'new rung' | 'new track'
  lane: string
  code: string
}

/** The tracks as lanes of cards, one a rung, and the form of what is chosen. */
export function LanesEditor({ doc, ladder, onChange }: Props) {
  const t = useDesignerStrings()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const loose = trackless(doc)
  return (
    <Panel
      title={t('lanes.title')}
      actions={
        <Button
          variant="default"
          onClick={() => setOpen({ what: 'new track', lane: '', code: '' })}
        >
          {t('lanes.addTrack')}
        </Button>
      }
    >
      <Text c="dimmed" mb="sm">
        {t('lanes.text')}
      </Text>
      {open?.what === 'new track' && (
        <NamesForm
          label={t('lanes.namesTrack')}
          yes={t('lanes.addTrack')}
          onClose={close}
          onDone={(name) => {
            onChange(addTrack(doc, name))
            close()
          }}
        />
      )}
      {doc.tracks.map((track) => (
        <Lane key={track.code} {...{ doc, ladder, track, open, setOpen, onChange }} />
      ))}
      {loose.length > 0 && (
        <>
          <Title order={3}>{t('lanes.trackless')}</Title>
          <Cards {...{ doc, ladder, rungs: loose, lane: '', open, setOpen, onChange }} />
        </>
      )}
    </Panel>
  )
}

interface LaneProps extends Props {
  open: Open | null
  setOpen: (open: Open | null) => void
}

function Lane({ track, ...props }: LaneProps & { track: Track }) {
  const { doc, ladder, open, setOpen, onChange } = props
  const t = useDesignerStrings()
  const names = usePartNames(doc)
  const name = names.track(track.code)
  const rungs = track.rungs.flatMap((code) => doc.rungs.filter((rung) => rung.code === code))
  const here = (what: Open['what']) => open?.what === what && open.lane === track.code
  return (
    <div>
      <Group gap="sm">
        <Title order={3}>{name}</Title>
        <Text c="dimmed" size="sm">
          {t(`track.kinds.${track.kind}`)}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('lanes.editTrack', { name })}
          onClick={() => setOpen({ what: 'track', lane: track.code, code: '' })}
        >
          {t('asks.edit')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setOpen({ what: 'new rung', lane: track.code, code: '' })}
        >
          {t('lanes.add')}
        </Button>
      </Group>
      <FaultLines faults={faultsAt(ladder.faults, 'track', track.code)} />
      {here('track') && <TrackForm {...{ doc, track, onChange }} onClose={() => setOpen(null)} />}
      {here('new rung') && (
        <NamesForm
          label={t('lanes.names')}
          yes={t('lanes.add')}
          onClose={() => setOpen(null)}
          onDone={(names) => {
            const changed = addRung(doc, track.code, names)
            onChange(changed)
            const code = changed.rungs.at(-1)?.code ?? ''
            setOpen({ what: 'rung', lane: track.code, code })
          }}
        />
      )}
      <Cards {...props} rungs={rungs} lane={track.code} />
    </div>
  )
}

function Cards({ rungs, lane, ...props }: LaneProps & { rungs: Rung[]; lane: string }) {
  const { doc, open, setOpen, onChange } = props
  const chosen =
    open?.what === 'rung' && open.lane === lane
      ? rungs.find(({ code }) => code === open.code)
      : undefined
  return (
    <>
      <ol className={classes.lane}>
        {rungs.map((rung) => (
          <Card
            key={rung.code}
            {...{ ...props, rung, lane }}
            first={rung === rungs[0]}
            last={rung === rungs.at(-1)}
          />
        ))}
      </ol>
      {chosen && (
        <RungForm
          key={chosen.code}
          {...{ doc, rung: chosen, onChange }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

interface CardProps extends LaneProps {
  rung: Rung
  lane: string
  first: boolean
  last: boolean
}

function Card({ doc, ladder, rung, lane, open, setOpen, onChange, first, last }: CardProps) {
  const t = useDesignerStrings()
  const words = useCareerStrings()
  const names = usePartNames(doc)
  const name = names.rung(rung.code)
  const isOpen = open?.what === 'rung' && open.lane === lane && open.code === rung.code
  const faults = faultsAt(ladder.faults, 'rung', rung.code)
  const holders = ladder.rungs.find(({ code }) => code === rung.code)?.holders ?? 0
  const where = { name, track: names.track(lane) }
  return (
    <li
      className={classes.card}
      data-open={isOpen || undefined}
      data-fault={faults.length > 0 || undefined}
    >
      <b>{name}</b>
      <span className={classes.facts}>
        {words('ladders.holders', { count: holders })} · <RungFacts doc={doc} rung={rung} />
      </span>
      <FaultLines faults={faults} />
      <Group gap={4} wrap="nowrap">
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={isOpen}
          aria-label={t('lanes.edit', { name })}
          onClick={() => setOpen(isOpen ? null : { what: 'rung', lane, code: rung.code })}
        >
          {t('asks.edit')}
        </Button>
        {lane !== '' && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              disabled={first}
              aria-label={t('lanes.earlier', where)}
              onClick={() => onChange(shift(doc, lane, rung.code, -1))}
            >
              ←
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={last}
              aria-label={t('lanes.later', where)}
              onClick={() => onChange(shift(doc, lane, rung.code, 1))}
            >
              →
            </Button>
          </>
        )}
      </Group>
    </li>
  )
}

/** Band, places and time of stay of a rung in words. */
function RungFacts({ doc, rung }: { doc: LadderDocument; rung: Rung }) {
  const t = useDesignerStrings()
  const format = useFormat()
  const names = usePartNames(doc)
  const { headcount } = rung
  const places = !headcount
    ? t('lanes.noLimit')
    : 'places' in headcount
      ? t('lanes.places', { count: headcount.places })
      : t('lanes.share', {
          share: format.percent(headcount.share, 1),
          rung: names.rung(headcount.of),
        })
  return [
    rung.entry && t('lanes.entrance'),
    t('lanes.band', { band: rung.band }),
    places,
    rung.dwell_months && t('lanes.stay', { months: rung.dwell_months }),
  ]
    .filter(Boolean)
    .join(' · ')
}

interface TrackProps {
  doc: LadderDocument
  track: Track
  onChange: (doc: LadderDocument) => void
  onClose: () => void
}

function TrackForm({ doc, track, onChange, onClose }: TrackProps) {
  const t = useDesignerStrings()
  const names = usePartNames(doc)
  const put = (fields: Partial<Track>) => onChange(changeTrack(doc, track.code, fields))
  const name = names.track(track.code)
  return (
    <section className={classes.form} aria-label={t('track.title', { name })}>
      <div className={classes.fields}>
        <TextInput
          label={t('rung.en')}
          value={track.name.en ?? ''}
          onChange={(event) => put({ name: { ...track.name, en: event.currentTarget.value } })}
        />
        <TextInput
          label={t('rung.zh')}
          value={track.name.zh ?? ''}
          onChange={(event) => put({ name: { ...track.name, zh: event.currentTarget.value } })}
        />
        <Select
          label={t('track.kind')}
          allowDeselect={false}
          data={TRACK_KINDS.map((value) => ({ value, label: t(`track.kinds.${value}`) }))}
          value={track.kind}
          onChange={(kind) => kind && put({ kind: kind as Track['kind'] })}
        />
      </div>
      <Group mt="sm">
        <Button variant="default" onClick={onClose}>
          {t('rung.done')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            onClose()
            onChange(removeTrack(doc, track.code))
          }}
        >
          {t('track.remove')}
        </Button>
      </Group>
    </section>
  )
}
