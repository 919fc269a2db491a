import type { Range } from './range'
import type { Timeline } from './timeline'

/** How a forecast did within a window of places where something was observed. */
export interface WindowScore {
  readonly forecast: number
  readonly actual: number
  /** Share of observed places inside the narrowest band. */
  readonly inside: number
  readonly level: number
}

/** Sums a window; undefined where nothing was observed in it, or no contacts at all. */
export function windowScore(timeline: Timeline, [first, last]: Range): WindowScore | undefined {
  const band = [...timeline.bands].sort((a, b) => a.level - b.level)[0]
  let [forecast, actual, inside, seen] = [0, 0, 0, 0]
  for (let i = first; i <= last; i++) {
    const [expected, happened] = [timeline.forecast[i], timeline.actual?.[i]]
    // closed intervals expect nothing and would count as well foreseen
    if (expected == null || happened == null || (expected === 0 && happened === 0)) continue
    forecast += expected
    actual += happened
    seen++
    if (band && happened >= (band.lo[i] ?? 0) && happened <= (band.hi[i] ?? 0)) inside++
  }
  if (seen === 0 || actual === 0) return undefined
  return { forecast, actual, inside: inside / seen, level: band?.level ?? 0 }
}
