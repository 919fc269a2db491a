import { Button, Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { Panel } from '@/parts/panel'
import type { LadderReport } from '../queries'
import { Requirement } from '../requirement'
import { useCareerStrings } from '../strings'
import classes from './designer.module.css'
import {
  addMove,
  changeMove,
  type LadderDocument,
  MOVE_KINDS,
  type Move,
  type MoveKind,
  removeMove,
} from './document'
import { FaultLines, faultsAt, moveKey, standingFaults, usePartNames } from './faults'
import { MovesDrawing } from './moves-drawing'
import { RequirementEditor } from './requirement-editor'
import { useDesignerStrings } from './strings'

interface Props {
  doc: LadderDocument
  ladder: LadderReport
  onChange: (doc: LadderDocument) => void
}

/** The moves, drawn and as a list, with what each asks in words and how it is changed. */
export function MovesEditor({ doc, ladder, onChange }: Props) {
  const t = useDesignerStrings()
  return (
    <Panel title={t('moves.title')}>
      <Text c="dimmed" mb="sm">
        {t('moves.text')}
      </Text>
      <MovesDrawing doc={doc} faults={ladder.faults} />
      <ul className={classes.moves}>
        {doc.moves.map((move, place) => (
          <MoveRow
            // biome-ignore lint/suspicious/noArrayIndexKey: two moves may join the same rungs until that is mended
            key={`${place} ${move.from} ${move.to}`}
            {...{ doc, ladder, move, place, onChange }}
          />
        ))}
      </ul>
      <NewMove doc={doc} onChange={onChange} />
    </Panel>
  )
}

function MoveRow({ doc, ladder, move, place, onChange }: Props & { move: Move; place: number }) {
  const t = useDesignerStrings()
  const words = useCareerStrings()
  const names = usePartNames(doc)
  const [open, setOpen] = useState(false)
  const key = moveKey(move.from, move.to)
  const called = names.move(key)
  const faults = faultsAt(ladder.faults, 'move', key)
  const saved = (ladder.document as unknown as LadderDocument).moves.find(
    ({ from, to }) => moveKey(from, to) === key,
  )
  const stay = doc.rungs.find(({ code }) => code === move.from)?.dwell_months
  return (
    <li>
      <Group justify="space-between" gap="xs">
        <b>{called}</b>
        <Text c="dimmed">{words(`moves.${move.kind}`)}</Text>
      </Group>
      <FaultLines faults={faults} {...(saved && { move: saved })} />
      {open && (
        <div className={classes.form}>
          <Select
            label={t('moves.kind')}
            maw={240}
            mb="sm"
            allowDeselect={false}
            data={MOVE_KINDS.map((value) => ({ value, label: words(`moves.${value}`) }))}
            value={move.kind}
            onChange={(kind) => onChange(changeMove(doc, place, { kind: kind as MoveKind }))}
          />
          <RequirementEditor
            asked={move.asks}
            known={ladder.catalogue}
            faults={standingFaults(faults, saved, move)}
            onChange={(asks) => onChange(changeMove(doc, place, { asks }))}
          />
        </div>
      )}
      {!open && (move.asks ? <Requirement asked={move.asks} /> : words('ladders.nothing'))}
      {move.kind === 'promote' && stay && (
        <Text size="sm" c="dimmed">
          {t('moves.stay', { months: stay })}
        </Text>
      )}
      <Group gap={4} mt={4}>
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={open}
          aria-label={open ? undefined : t('moves.changeOf', { move: called })}
          onClick={() => setOpen(!open)}
        >
          {open ? t('moves.close') : t('moves.change')}
        </Button>
        {open && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange(removeMove(doc, place))}
          >
            {t('moves.remove')}
          </Button>
        )}
      </Group>
    </li>
  )
}

function NewMove({ doc, onChange }: { doc: LadderDocument; onChange: Props['onChange'] }) {
  const t = useDesignerStrings()
  const words = useCareerStrings()
  const names = usePartNames(doc)
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [kind, setKind] = useState<MoveKind>('promote')
  const rungs = doc.rungs.map(({ code }) => ({ value: code, label: names.rung(code) }))
  const there = doc.moves.some((move) => move.from === from && move.to === to)
  const add = () => {
    onChange(addMove(doc, { from: from ?? '', to: to ?? '', kind }))
    setFrom(null)
    setTo(null)
  }
  return (
    <div className={classes.fields}>
      <Select label={t('moves.from')} searchable data={rungs} value={from} onChange={setFrom} />
      <Select
        label={t('moves.to')}
        searchable
        data={rungs.filter(({ value }) => value !== from)}
        value={to}
        onChange={setTo}
        error={there && t('moves.there')}
      />
      <Select
        label={t('moves.kind')}
        allowDeselect={false}
        data={MOVE_KINDS.map((value) => ({ value, label: words(`moves.${value}`) }))}
        value={kind}
        onChange={(value) => value && setKind(value as MoveKind)}
      />
      <Button variant="default" disabled={!from || !to || there} onClick={add}>
        {t('moves.add')}
      </Button>
    </div>
  )
}
