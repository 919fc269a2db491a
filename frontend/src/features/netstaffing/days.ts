import { addDays, daysBetween } from '@/features/forecast/days'

/** Days from a first on. */
export interface Stretch {
  readonly from: string
  readonly days: number
}

/** The days that all of them have; undefined where they have none in common. */
export function coveredBy(stretches: readonly Stretch[]): Stretch | undefined {
  if (stretches.length === 0) return undefined
  const from = stretches.map((one) => one.from).reduce((a, b) => (a > b ? a : b))
  const last = stretches
    .map((one) => addDays(one.from, one.days - 1))
    .reduce((a, b) => (a < b ? a : b))
  return last < from ? undefined : { from, days: daysBetween(from, last) + 1 }
}

const USUAL_DAYS = 7

/** What is wanted of the days there are: a week from their first, unless told otherwise. */
export function within(all: Stretch | undefined, wanted: Partial<Stretch>): Stretch | undefined {
  if (!all) return undefined
  const end = addDays(all.from, all.days - 1)
  const from = wanted.from && wanted.from >= all.from && wanted.from <= end ? wanted.from : all.from
  const left = daysBetween(from, end) + 1
  return { from, days: Math.min(left, wanted.days ?? USUAL_DAYS) }
}

/** Each day of a stretch. */
export function daysOf(all: Stretch | undefined): string[] {
  return all ? Array.from({ length: all.days }, (_, i) => addDays(all.from, i)) : []
}
