import { weekdayOf } from './days'
import type { Step } from './route'
import type { Place } from './timeline'

/** How fine the horizontal axis is labelled. */
export type Grain = 'hours' | 'days' | 'dates' | 'weeks' | 'months'

/** The grain that fits what is in sight, a place being an interval, a day or a week. */
export function grainOf(step: Step, places: readonly Place[], span: number): Grain {
  if (step === 'week') return span > 60 ? 'months' : 'weeks'
  const days = step === 'day' ? span : span / Math.max(1, perDay(places))
  if (days > 190) return 'months'
  if (days > 31) return 'weeks'
  if (days > 14) return 'dates'
  return days > 3 || step === 'day' ? 'days' : 'hours'
}

/** Tells at which places the axis has a label. */
export function ticksFor(step: Step, places: readonly Place[], span: number) {
  const grain = grainOf(step, places, span)
  return (index: number): boolean => {
    const place = places[index]
    if (!place) return false
    if (step === 'week') return grain === 'weeks' || Number(place.day.slice(8)) <= 7
    if (grain === 'hours') return isHour(place.clock, 3)
    if (place.clock !== undefined && place.clock !== '00:00') return false
    if (grain === 'days' || grain === 'dates') return true
    return grain === 'weeks' ? weekdayOf(place.day) === 1 : place.day.endsWith('-01')
  }
}

function isHour(clock: string | undefined, every: number): boolean {
  return clock?.endsWith(':00') === true && Number(clock.slice(0, 2)) % every === 0
}

// The first whole day tells how many intervals a day has; a day of 23 or 25 hours hardly matters here.
function perDay(places: readonly Place[]): number {
  const day = places[0]?.day
  const count = places.findIndex((place) => place.day !== day)
  return count < 0 ? places.length : count
}
