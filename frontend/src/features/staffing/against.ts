import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useMay } from '@/api/session'
import type { Requirement, Roster } from '@/api/types'
import { coverageQuery, rostersQuery } from '@/features/roster/queries'
import type { RequirementIntervals } from './queries'

type Slots = {
  readonly start: readonly string[]
  readonly required: readonly (number | null)[]
  readonly scheduled: readonly (number | null)[]
}

/** What a roster has beyond the need, by interval of a requirement. */
export interface Against {
  readonly roster: Roster
  /** People rostered less people to roster; none where the roster has no day. */
  readonly net: readonly (number | null)[]
}

/** Compares a requirement with the roster that was made for it, where there is one. */
export function useAgainstRoster(
  requirement: Requirement,
  intervals: RequirementIntervals | undefined,
): Against | undefined {
  const may = useMay('rosters:read')
  const { data: rosters } = useQuery({ ...rostersQuery, enabled: may })
  const roster = rosters && rosterFor(requirement.id, rosters)
  const { data: coverage } = useQuery({
    ...coverageQuery(roster?.id ?? 0, roster?.version ?? 0),
    enabled: roster !== undefined,
  })
  return useMemo(() => {
    const queue = coverage?.queues.find(({ queueId }) => queueId === requirement.queueId)
    if (!intervals || !roster || !coverage || !queue) return undefined
    return { roster, net: netOf(intervals, { start: coverage.start, ...queue }) }
  }, [intervals, roster, coverage, requirement.queueId])
}

/** The roster that a requirement is judged by: one that people were told about before a draft, the newest first. */
export function rosterFor(id: number, rosters: readonly Roster[]): Roster | undefined {
  const made = rosters.filter(({ requirementIds }) => requirementIds.includes(id))
  return made.find(({ publishedVersion }) => publishedVersion > 0) ?? made[0]
}

/**
 * Rostered less needed by interval: the mean over the roster's slots that begin
 * in it. Surplus of one slot pays for want in another of the same interval only.
 */
export function netOf(
  { start, intervalMin }: Pick<RequirementIntervals, 'start' | 'intervalMin'>,
  slots: Slots,
): (number | null)[] {
  const at = new Map(start.map((instant, i) => [Date.parse(instant), i]))
  const [sums, counts] = [start.map(() => 0), start.map(() => 0)]
  slots.start.forEach((instant, slot) => {
    const time = Date.parse(instant)
    const interval = at.get(time) ?? within(at, time, intervalMin)
    if (interval === undefined) return
    sums[interval] =
      (sums[interval] ?? 0) + (slots.scheduled[slot] ?? 0) - (slots.required[slot] ?? 0)
    counts[interval] = (counts[interval] ?? 0) + 1
  })
  return sums.map((sum, i) => (counts[i] ? sum / (counts[i] ?? 1) : null))
}

const MINUTE_MS = 60_000

// The interval that a slot lies in which does not begin with it.
function within(at: ReadonlyMap<number, number>, time: number, minutes: number) {
  for (let back = 5; back < minutes; back += 5) {
    const found = at.get(time - back * MINUTE_MS)
    if (found !== undefined) return found
  }
  return undefined
}
