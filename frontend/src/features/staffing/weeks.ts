import { addDays, dayOf, weekdayOf } from '@/features/forecast/days'
import type { RequirementIntervals } from './queries'

/** What a week takes. */
export interface WeekTotal {
  readonly first: string
  readonly last: string
  readonly contacts: number
  /** Person-hours at work. */
  readonly workHours: number
  /** Person-hours to pay, with shrinkage. */
  readonly paidHours: number
  /** Most people at once. */
  readonly peak: number
  /** Expected service level, each interval weighing as its contacts; absent for work that waits. */
  readonly serviceLevel?: number
}

/** Totals by calendar week, Monday first; the first and last week may be parts. */
export function weekTotals(intervals: RequirementIntervals): WeekTotal[] {
  const byMonday = new Map<string, number[]>()
  intervals.start.forEach((start, i) => {
    const day = dayOf(start)
    const monday = addDays(day, 1 - weekdayOf(day))
    byMonday.set(monday, [...(byMonday.get(monday) ?? []), i])
  })
  return [...byMonday.values()].map((indices) => totalOf(intervals, indices))
}

function totalOf(intervals: RequirementIntervals, indices: readonly number[]): WeekTotal {
  const { start, contacts, agents, scheduled, serviceLevel, intervalMin } = intervals
  const sum = (values: readonly (number | null)[]) =>
    indices.reduce((total, i) => total + (values[i] ?? 0), 0)
  const hours = intervalMin / 60
  const offered = sum(contacts)
  const served =
    serviceLevel && indices.reduce((all, i) => all + (contacts[i] ?? 0) * (serviceLevel[i] ?? 0), 0)
  return {
    first: dayOf(start[indices[0] ?? 0] ?? ''),
    last: dayOf(start[indices.at(-1) ?? 0] ?? ''),
    contacts: offered,
    workHours: sum(agents) * hours,
    paidHours: sum(scheduled) * hours,
    peak: Math.max(0, ...indices.map((i) => agents[i] ?? 0)),
    serviceLevel: served !== undefined && offered > 0 ? served / offered : undefined,
  }
}
