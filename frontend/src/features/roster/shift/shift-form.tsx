import { ActionIcon, Button, Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { ArrowLeft, ChevronRight } from '@/design/icons'
import { useFormat, wallTime } from '@/format'
import { put, resized, shifted, withBreak } from '../model/edits'
import { paidMinutes } from '../model/hours'
import type { Cell, ShiftRow } from '../model/types'
import { EffectWords } from '../parts/effect-words'
import type { Desk } from '../queries'
import { useRosterStrings } from '../strings'
import { useCheck } from '../use-carry'
import { TimeField } from './time-field'

interface Props {
  rosterId: number
  desk: Desk
  cell: Cell
  shift: ShiftRow
  may: boolean
  onReset: () => void
}

const STEP = 15

/** The times of a shift as fields and nudge buttons; what an edit would do is shown before it is made. */
export function ShiftForm({ rosterId, desk, cell, shift, may, onReset }: Props) {
  const t = useRosterStrings()
  const format = useFormat()
  const { sheet, session } = desk
  const { clock, grid } = sheet
  const [draft, setDraft] = useState(shift)
  const changed = JSON.stringify(draft) !== JSON.stringify(shift)
  const moves = changed ? [put(sheet, cell, draft)] : []
  const effect = useCheck(rosterId, moves)
  const wall = (minute: number) => wallTime(clock.toWall(cell.day, minute))
  // A wall time earlier than the start belongs to the next day.
  const elapsed = (text: string, notBefore: number) => {
    const [hours = 0, minutes = 0] = text.split(':').map(Number)
    const at = clock.toElapsed(cell.day, hours * 60 + minutes)
    return at < notBefore ? clock.toElapsed(cell.day, hours * 60 + minutes + 1440) : at
  }
  const setStart = (text: string) => {
    const start = elapsed(text, 0)
    setDraft(resized(draft, start, Math.max(draft.endMin, start + 4 * STEP)))
  }
  const setEnd = (text: string) => {
    setDraft(resized(draft, draft.startMin, elapsed(text, draft.startMin + STEP)))
  }
  const queues = grid.queues.filter(({ id }) => sheet.people[cell.person]?.queueIds.includes(id))
  return (
    <>
      <Nudge what={t('shift.whole')} may={may} by={(n) => setDraft(shifted(draft, n))}>
        {wall(draft.startMin)}–{wall(draft.endMin)}
      </Nudge>
      <Group gap="xs" grow my="xs">
        <TimeField
          label={t('shift.start')}
          value={wall(draft.startMin)}
          onChange={setStart}
          disabled={!may}
        />
        <TimeField
          label={t('shift.end')}
          value={wall(draft.endMin)}
          onChange={setEnd}
          disabled={!may}
        />
      </Group>
      {(draft.breaks ?? []).map((pause, at) => (
        <Nudge
          // biome-ignore lint/suspicious/noArrayIndexKey: pauses have no name but their place
          key={at}
          what={t(`shift.${pause.kind}`)}
          may={may}
          by={(n) => setDraft(withBreak(draft, at, pause.startMin + n))}
        >
          {wall(pause.startMin)}–{wall(pause.startMin + pause.minutes)}
        </Nudge>
      ))}
      {queues.length > 1 && (
        <Select
          label={t('shift.queue')}
          data={queues.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={draft.queueId ? String(draft.queueId) : null}
          onChange={(id) => id && setDraft({ ...draft, queueId: Number(id) })}
          allowDeselect={false}
          disabled={!may}
          mt="xs"
        />
      )}
      <Text size="sm" c="dimmed" mt={6}>
        {t('shift.paid', { hours: format.number(paidMinutes(draft) / 60, 2) })}
      </Text>
      {changed && (
        <>
          <EffectWords effect={effect} />
          <Group gap="xs" mt="xs">
            <Button size="xs" onClick={() => void session.do({ moves, label: t('acts.change') })}>
              {t('shift.save')}
            </Button>
            <Button size="xs" variant="default" onClick={onReset}>
              {t('shift.reset')}
            </Button>
          </Group>
        </>
      )}
    </>
  )
}

interface NudgeProps {
  what: string
  may: boolean
  by: (minutes: number) => void
  children: React.ReactNode
}

/** A time with buttons for a quarter of an hour earlier and later. */
function Nudge({ what, may, by, children }: NudgeProps) {
  const t = useRosterStrings()
  return (
    <Group gap={6} mt={6} wrap="nowrap">
      <Text size="sm" w={96}>
        {what}
      </Text>
      <ActionIcon
        variant="default"
        disabled={!may}
        aria-label={t('shift.earlier', { what })}
        onClick={() => by(-STEP)}
      >
        <ArrowLeft size={14} aria-hidden />
      </ActionIcon>
      <Text size="sm" w={96} ta="center">
        {children}
      </Text>
      <ActionIcon
        variant="default"
        disabled={!may}
        aria-label={t('shift.later', { what })}
        onClick={() => by(STEP)}
      >
        <ChevronRight size={14} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
