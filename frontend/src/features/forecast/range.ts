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

/**
 * The days that a range covers, from the midnight nearest to its beginning to the
 * one nearest to its end: moving by half a day does not show a day more.
 */
export function daysOf({ places }: Pick<Timeline, 'places'>, [first, last]: Range): Window {
  const [start, end] = [dayAround(places, first), dayAround(places, last)]
  const begins = first - start.first > start.length / 2 ? start.last + 1 : start.first
  const ends = end.last - last > end.length / 2 ? end.first - 1 : end.last
  const from = places[begins]?.day
  const to = places[ends]?.last
  if (from !== undefined && to !== undefined && from <= to) return { from, to }
  const middle = places[Math.round((first + last) / 2)]
  return { from: middle?.day ?? '', to: middle?.last ?? '' }
}

/** The places of the day, or the one place of several days, that a place belongs to. */
function dayAround(places: Timeline['places'], at: number) {
  const day = places[at]?.day
  let [first, last] = [at, at]
  while (first > 0 && places[first - 1]?.day === day) first--
  while (last < places.length - 1 && places[last + 1]?.day === day) last++
  return { first, last, length: last - first + 1 }
}
