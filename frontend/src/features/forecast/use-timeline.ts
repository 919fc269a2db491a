import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Forecast } from '@/api/types'
import { addDays } from './days'
import { useObserved } from './observed'
import { intervalsQuery, totalsQuery } from './queries'
import type { ForecastSearch } from './route'
import { type Timeline, timelineOf } from './timeline'

const USUAL_WEEKS = 4

/** How many weeks of history stand before the forecast. */
export function weeksBefore({ weeks }: ForecastSearch): number {
  return weeks ?? USUAL_WEEKS
}

/** The figures of a forecast, of what happened, and of the run it is compared with, on one axis. */
export function useTimeline(forecast: Forecast, search: ForecastSearch) {
  const { step = 'interval', past, with: other } = search
  const from = addDays(forecast.from, -7 * weeksBefore(search))
  const intervals = useQuery(intervalsQuery(forecast.id))
  const totals = useQuery(totalsQuery(forecast.id))
  const otherIntervals = useQuery({ ...intervalsQuery(other ?? 0), enabled: other !== undefined })
  const otherTotals = useQuery({ ...totalsQuery(other ?? 0), enabled: other !== undefined })
  const last = addDays(forecast.from, forecast.days - 1)
  const observed = useObserved(forecast.queueId, addDays(from, -7 * (past ?? 0)), last)
  const timeline = useMemo((): Timeline | undefined => {
    if (!intervals.data || !totals.data) return undefined
    return timelineOf(step, {
      intervals: intervals.data,
      totals: totals.data,
      observed: observed.data,
      otherIntervals: other === undefined ? undefined : otherIntervals.data,
      otherTotals: other === undefined ? undefined : otherTotals.data,
      from,
      past,
    })
  }, [
    step,
    intervals.data,
    totals.data,
    observed.data,
    other,
    otherIntervals.data,
    otherTotals.data,
    from,
    past,
  ])
  const failed = [intervals, totals, observed, otherIntervals].find(({ isError }) => isError)
  return { timeline, error: failed?.error, retry: () => void failed?.refetch() }
}
