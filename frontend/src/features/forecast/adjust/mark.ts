import type { Timeline } from '../timeline'

/** Places of a timeline that somebody has marked, both ends included. */
export interface Mark {
  readonly first: number
  readonly last: number
}

/** The places between two, in order, less those before the forecast; none where that leaves nothing. */
export function markOf({ places }: Timeline, a: number, b: number): Mark | undefined {
  const ahead = places.findIndex(({ span }) => span !== undefined)
  const last = Math.min(places.length - 1, Math.max(a, b))
  const first = Math.max(ahead, Math.min(a, b))
  return ahead < 0 || last < first ? undefined : { first, last }
}

/** The intervals of the forecast under a mark, the end not included. */
export function spanUnder({ places }: Timeline, mark: Mark): readonly [number, number] | undefined {
  const from = places[mark.first]?.span?.[0]
  const to = places[mark.last]?.span?.[1]
  return from === undefined || to === undefined ? undefined : [from, to]
}

/** The places over a span of intervals: how a mark is kept when the step changes. */
export function markOver({ places }: Timeline, [from, to]: readonly [number, number]) {
  const first = places.findIndex(({ span }) => span !== undefined && span[1] > from)
  const last = places.findLastIndex(({ span }) => span !== undefined && span[0] < to)
  return first < 0 || last < first ? undefined : { first, last }
}

/** One end of a span moved by a number of intervals, never past the other or beyond the forecast. */
export function resized(
  [from, to]: readonly [number, number],
  end: 'from' | 'to',
  by: number,
  count: number,
): readonly [number, number] {
  if (end === 'from') return [Math.min(to - 1, Math.max(0, from + by)), to]
  return [from, Math.max(from + 1, Math.min(count, to + by))]
}
