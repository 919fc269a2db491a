import { useMemo } from 'react'
import { type Formatters, useFormat } from '@/format'
import { grainOf } from './ticks'
import type { Place, Timeline } from './timeline'

/** A place in full: "Mon, Nov 23 09:30", "Mon, Nov 23", "Nov 23 – Nov 29, 2026". */
export function placeText(format: Formatters, { day, last, clock }: Place): string {
  if (clock !== undefined) return `${format.day(day, 'weekdayDate')} ${clock}`
  if (last !== day) return `${format.day(day, 'short')} – ${format.day(last, 'short')}`
  return format.day(day, 'weekdayDate')
}

/** What stands under a place on the axis, as fine as what is in sight allows. */
export function useAxisText({ step, places }: Timeline): (index: number, span: number) => string {
  const format = useFormat()
  return useMemo(
    () => (index, span) => {
      const place = places[index]
      if (!place) return ''
      const grain = grainOf(step, places, span)
      if (grain === 'hours' && place.clock !== '00:00') return place.clock ?? ''
      if (grain === 'months') return format.day(place.day)
      const short = format.day(place.day, 'short')
      return grain === 'weeks' || grain === 'dates'
        ? short
        : `${short} ${format.day(place.day, 'weekday')}`
    },
    [step, places, format],
  )
}
