import { useCallback } from 'react'
import { type Formatters, useFormat } from '@/format'
import { endWallOf, wallOf } from '../instants'
import { useForecastStrings } from '../strings'
import type { Change } from './change'

/** Says what an adjustment does: "+20% contacts", "1,200 contacts in all", "+15 s handle time". */
export function useChangeWords(): (
  change: Pick<Change, 'measure' | 'operation' | 'value'>,
) => string {
  const t = useForecastStrings()
  const format = useFormat()
  return useCallback(
    ({ measure, operation, value }) => {
      if (operation === 'multiply') {
        const change = format.signedPercent(value - 1, 1)
        return t(`adjust.does.${measure}.multiply`, { change })
      }
      const decimals = measure === 'contacts' ? 0 : 1
      const number =
        operation === 'add' ? format.signed(value, decimals) : format.number(value, decimals)
      return t(`adjust.does.${measure}.${operation}`, { number })
    },
    [t, format],
  )
}

/** When something holds, by the site's clock and as short as it can be said. */
export function rangeText(
  format: Formatters,
  { from, to }: Pick<Change, 'from' | 'to'>,
  zone: string,
): string {
  const [begin, end] = [wallOf(from, zone), endWallOf(to, zone)]
  const days = begin.clock === '00:00' && end.clock === '24:00'
  if (begin.day === end.day) {
    const day = format.day(begin.day, 'weekdayDate')
    return days ? day : `${day} ${begin.clock} – ${end.clock}`
  }
  const [first, last] = [begin, end].map(({ day, clock }) =>
    days ? format.day(day, 'weekdayDate') : `${format.day(day, 'weekdayDate')} ${clock}`,
  )
  return `${first} – ${last}`
}
