import type { Timeline } from './timeline'
import type { Window } from './zoom'

/** First and last place in sight. */
export type Range = readonly [first: number, last: number]

/** The places of a window of days; everything where the window lies beyond what there is. */
export function rangeIn({ places }: Pick<Timeline, 'places'>, { from, to }: Window): Range {
  const first = places.findIndex(({ last }) => last >= from)
  const last = places.findLastIndex(({ day }) => day <= to)
  return first < 0 || last < first ? [0, places.length - 1] : [first, last]
}

/** The days that a range covers. */
export function daysOf({ places }: Pick<Timeline, 'places'>, [first, last]: Range): Window {
  return { from: places[first]?.day ?? '', to: places[last]?.last ?? '' }
}
