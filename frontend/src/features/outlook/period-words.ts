import type { OutlookPeriod } from '@/api/types'
import { useFormat } from '@/format'
import { isPart } from './periods'
import type { Step } from './route'
import { useOutlookStrings } from './strings'

/** What a period is called: its month, or the first and last day of its week. */
export function usePeriodName(step: Step): (period: OutlookPeriod) => string {
  const t = useOutlookStrings()
  const format = useFormat()
  return (period) => {
    const { first, last } = period
    const days = `${format.day(first)} – ${format.day(last)}`
    if (step === 'week') return days
    const month = format.month(first.slice(0, 7))
    return isPart(period, step) ? t('partOf', { month, days }) : month
  }
}
