import { addDays, weekdayOf } from '@/features/forecast/days'
import { instantOf } from '@/features/forecast/instants'
import { clockOf } from '@/parts/inputs/clock'

/** Hours of a day that need some people. An end that is not after the begin is on the day after. */
export interface Hours {
  readonly begins: string
  readonly ends: string
  readonly need: number
}

/** The same hours on some days of the week between two days. */
export interface Pattern {
  readonly first: string
  readonly last: string
  readonly weekdays: readonly number[]
  readonly hours: readonly Hours[]
  /** Longest interval in minutes: longer hours are cut into several. */
  readonly piece: number
}

export interface Slot {
  readonly begins: string
  readonly minutes: number
  readonly need: number
}

/** What the server takes in one release, and in one interval. */
export const MOST_SLOTS = 2000
const SHORTEST = 15

/** The days of a pattern, at most as many as a release could hold. */
export function daysOf({ first, last, weekdays }: Pattern): string[] {
  const days: string[] = []
  for (let day = first; day <= last && days.length <= MOST_SLOTS; day = addDays(day, 1)) {
    if (weekdays.includes(weekdayOf(day))) days.push(day)
  }
  return days
}

/**
 * The intervals of a pattern by the clock of a zone, in the order of their begins. Hours are cut by
 * the time that passes, so a night on which the clock changes has its true length; a rest that is
 * shorter than an interval may be joins the one before.
 */
export function slotsOf(pattern: Pattern, zone: string): Slot[] {
  return daysOf(pattern)
    .flatMap((day) => pattern.hours.flatMap((hours) => ofDay(day, hours, pattern.piece, zone)))
    .toSorted((a, b) => a.begins.localeCompare(b.begins))
}

/** Whether hours have a begin, an end and people. */
export function isWhole({ begins, ends, need }: Hours): boolean {
  return clockOf(begins) !== undefined && clockOf(ends) !== undefined && need >= 1
}

function ofDay(day: string, hours: Hours, piece: number, zone: string): Slot[] {
  const begins = clockOf(hours.begins)
  const ends = clockOf(hours.ends)
  if (begins === undefined || ends === undefined) return []
  const from = Date.parse(instantOf({ day, clock: begins }, zone))
  const until = instantOf({ day: ends > begins ? day : addDays(day, 1), clock: ends }, zone)
  const minutes = (Date.parse(until) - from) / 60_000
  const longest = Math.max(SHORTEST, piece)
  const cuts: number[] = []
  for (let at = 0; minutes - at >= SHORTEST; at += longest) cuts.push(at)
  return cuts.map((at, k) => ({
    begins: new Date(from + at * 60_000).toISOString(),
    minutes: (cuts[k + 1] ?? minutes) - at,
    need: hours.need,
  }))
}
