import type { RequirementIntervals } from './queries'

/** What a requirement takes over some of its intervals. */
export interface Total {
  readonly contacts: number
  /** Person-hours at work and to roster. */
  readonly workHours: number
  readonly paidHours: number
  readonly peak: number
  /** Each interval weighing as its contacts; absent for work that waits. */
  readonly serviceLevel?: number
}

/** Pairs of intervals of two requirements that are the same stretch of time, in order. */
export function shared(a: RequirementIntervals, b: RequirementIntervals): [number, number][] {
  if (a.intervalMin !== b.intervalMin) return []
  const at = new Map(b.start.map((start, i) => [Date.parse(start), i]))
  return a.start.flatMap((start, i): [number, number][] => {
    const other = at.get(Date.parse(start))
    return other === undefined ? [] : [[i, other]]
  })
}

/** The intervals that all of them have, each as numbered in its own requirement. */
export function common(all: readonly RequirementIntervals[]): number[][] {
  const [first] = all
  if (!first || all.some(({ intervalMin }) => intervalMin !== first.intervalMin)) {
    return all.map(() => [])
  }
  const places = all.map(({ start }) => new Map(start.map((at, i) => [Date.parse(at), i])))
  const rows = first.start.flatMap((at) => {
    const row = places.map((place) => place.get(Date.parse(at)))
    return row.every((one) => one !== undefined) ? [row] : []
  })
  return all.map((_, k) => rows.map((row) => row[k] ?? 0))
}

/** Totals over some of a requirement's intervals. */
export function totalOver(intervals: RequirementIntervals, indices: readonly number[]): Total {
  const { contacts, agents, scheduled, serviceLevel, intervalMin } = intervals
  const sum = (values: readonly (number | null)[]) =>
    indices.reduce((total, i) => total + (values[i] ?? 0), 0)
  const offered = sum(contacts)
  const served = indices.reduce((all, i) => all + (contacts[i] ?? 0) * (serviceLevel?.[i] ?? 0), 0)
  return {
    contacts: offered,
    workHours: (sum(agents) * intervalMin) / 60,
    paidHours: (sum(scheduled) * intervalMin) / 60,
    peak: Math.max(0, ...indices.map((i) => agents[i] ?? 0)),
    serviceLevel: serviceLevel && offered > 0 ? served / offered : undefined,
  }
}

/** How many people to roster the second takes beyond the first, by interval of the first. */
export function beyond(
  a: RequirementIntervals,
  b: RequirementIntervals,
  pairs: readonly (readonly [number, number])[],
): (number | null)[] {
  const values: (number | null)[] = a.start.map(() => null)
  for (const [i, j] of pairs) {
    if (a.open[i] || b.open[j]) values[i] = (b.scheduled[j] ?? 0) - (a.scheduled[i] ?? 0)
  }
  return values
}
