import { addDays } from './days'
import type { ForecastSearch } from './route'
import type { Timeline } from './timeline'

/** First and last place in sight. */
export type Range = readonly [first: number, last: number]

/**
 * The places between the two days of the address. While it names none: of
 * intervals the week before the forecast and its first two, since more is a
 * blur; of days and weeks everything.
 */
export function rangeIn(
  { step, places }: Timeline,
  search: ForecastSearch,
  forecastFrom: string,
): Range {
  const end = places.length - 1
  const usual =
    step === 'interval' ? { from: addDays(forecastFrom, -7), to: addDays(forecastFrom, 13) } : {}
  const from = search.from ?? usual.from
  const to = search.to ?? usual.to
  const first = from ? places.findIndex(({ last }) => last >= from) : 0
  const last = to ? places.findLastIndex(({ day }) => day <= to) : end
  return first < 0 || last < first ? [0, end] : [first, last]
}

/** The days that a range covers, as the address names them. */
export function daysOf({ places }: Timeline, [first, last]: Range): { from?: string; to?: string } {
  return { from: places[first]?.day, to: places[last]?.last }
}

/** A range moved by its own length, or made closer, within what there is. */
export function changed(
  range: Range,
  count: number,
  change: 'earlier' | 'later' | 'closer',
): Range {
  const [first, last] = range
  const length = last - first + 1
  if (change === 'closer') {
    const cut = Math.floor(length / 4)
    return length > 8 ? [first + cut, last - cut] : range
  }
  const wanted = change === 'earlier' ? -length : length
  const shift = Math.max(-first, Math.min(count - 1 - last, wanted))
  return [first + shift, last + shift]
}
