import { Button, Select, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useFormat, wallTime } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import classes from './board.module.css'
import { type DayCoverage, largestGap, worstQueue } from './model/coverage'
import { put } from './model/edits'
import type { SlotReason } from './model/types'
import { deltaText } from './parts/delta'
import { type Desk, slotReasonQuery } from './queries'
import { useRuleWords } from './rule-words'
import { useRosterStrings } from './strings'
import { useCalmVersion } from './use-desk'
import { Concessions } from './why'

const route = getRouteApi('/shell/roster/$rosterId')

interface Props {
  rosterId: number
  desk: Desk
  day: number
  coverage: DayCoverage | undefined
  may: boolean
}

/** Why a quarter of an hour is short or spare: who else could cover it, and what keeps them. */
export function SlotPanel({ rosterId, desk, day, coverage, may }: Props) {
  const t = useRosterStrings()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const { sheet } = desk
  const [first, last] = coverage?.spans[day] ?? [0, 0]
  const gap = coverage ? largestGap(coverage, day, search.queue) : undefined
  const inDay = search.slot !== undefined && search.slot >= first && search.slot < last
  const slot = inDay ? (search.slot ?? first) : (gap?.slot ?? first)
  const fallback = coverage && worstQueue(coverage, slot)
  const queue = search.queue ?? fallback ?? sheet.grid.queues[0]?.id ?? 0
  const query = useQuery({
    ...slotReasonQuery(rosterId, useCalmVersion(desk), queue, slot),
    enabled: coverage !== undefined,
  })
  const go = (part: { slot?: number; queue?: number }) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true })
  if (!coverage) return null
  const slots = Array.from({ length: last - first }, (_, at) => ({
    value: String(first + at),
    label: wallTime(sheet.clock.toWall(day, at * coverage.slotMin)),
  }))
  return (
    <>
      <Select
        label={t('filter.queue')}
        data={sheet.grid.queues.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(queue)}
        onChange={(id) => id && go({ queue: Number(id), slot })}
        allowDeselect={false}
      />
      <Select
        label={t('slot.at')}
        data={slots}
        value={String(slot)}
        onChange={(at) => at && go({ slot: Number(at) })}
        allowDeselect={false}
        searchable
        mt="xs"
      />
      {gap && (
        <Button
          size="xs"
          variant="default"
          mt="xs"
          onClick={() => go({ slot: gap.slot, queue: gap.queue })}
        >
          {t('slot.find')}
        </Button>
      )}
      <Loaded query={query}>
        {(why) => (
          <>
            <Levels why={why} />
            <Concessions rosterId={rosterId} desk={desk} queue={queue} slot={slot} may={may} />
            <Candidates why={why} desk={desk} may={may} />
          </>
        )}
      </Loaded>
    </>
  )
}

/** How many are needed then, how many are there, and what that leaves. */
function Levels({ why }: { why: SlotReason }) {
  const t = useRosterStrings()
  const format = useFormat()
  const gap = why.covered - why.required
  const people = format.number(Math.abs(gap), 1)
  const standing = gap < -0.05 ? 'short' : gap > 0.05 ? 'spare' : 'even'
  return (
    <>
      <Text mt="sm">
        {t('slot.levels', {
          required: format.number(why.required, 1),
          scheduled: format.number(why.covered, 1),
        })}
      </Text>
      <Status standing={standing === 'short' ? 'bad' : standing === 'spare' ? 'info' : 'ok'}>
        {standing === 'even' ? t('slot.even') : t(`slot.${standing}`, { people })}
      </Status>
    </>
  )
}

interface CandidatesProps {
  why: SlotReason
  desk: Desk
  may: boolean
}

function Candidates({ why, desk, may }: CandidatesProps) {
  const t = useRosterStrings()
  return (
    <>
      <Title order={3} mt="md">
        {t('slot.who')}
      </Title>
      <Text size="xs" c="dimmed">
        {t('slot.whoText')}
      </Text>
      {why.candidates.length === 0 && <Text size="sm">{t('slot.nobody')}</Text>}
      {why.candidates.map((candidate) => (
        <CandidateLine key={candidate.personId} candidate={candidate} desk={desk} may={may} />
      ))}
    </>
  )
}

interface LineProps {
  candidate: SlotReason['candidates'][number]
  desk: Desk
  may: boolean
}

function CandidateLine({ candidate, desk, may }: LineProps) {
  const t = useRosterStrings()
  const format = useFormat()
  const rule = useRuleWords()
  const { sheet, session } = desk
  const { shift, blocked, delta } = candidate
  const day = sheet.dayAt(candidate.day ?? '')
  const wall = (minute: number) => wallTime(sheet.clock.toWall(day, minute))
  const give = () => {
    const cell = { person: sheet.personAt(candidate.personId), day }
    if (shift) void session.do({ moves: [put(sheet, cell, shift)], label: t('acts.give') })
  }
  return (
    <div className={classes.choice}>
      <span />
      <Text size="sm">
        {candidate.personName}
        {shift && ` ${shift.letter} ${wall(shift.startMin)}–${wall(shift.endMin)}`}
        <br />
        <Text span size="xs" c="dimmed">
          {blocked
            ? t('shift.blocked', { rule: rule(candidate.forbidden ?? '') })
            : deltaText(format, delta)}
        </Text>
      </Text>
      {may && shift && !blocked && day >= 0 && (
        <Button size="compact-xs" variant="default" onClick={give}>
          {t('slot.give')}
        </Button>
      )}
    </div>
  )
}
