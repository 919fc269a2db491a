import { useQuery } from '@tanstack/react-query'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { addDays } from '../days'
import { forecastsQuery } from '../queries'
import type { ForecastSearch } from '../route'
import { useForecastStrings } from '../strings'
import { locksQuery } from './queries'

/** What a forecast can be compared with: runs and locks of its queue that share days with it. */
export function useRivals(forecast: Forecast) {
  const t = useForecastStrings()
  const format = useFormat()
  const { data: runs = [] } = useQuery(forecastsQuery(forecast.queueId))
  const { data: locks = [] } = useQuery(locksQuery(forecast.queueId))
  const others = runs.filter(
    (run) => run.id !== forecast.id && run.state === 'done' && overlap(run, forecast),
  )
  return [
    ...others.map(({ id, from, createdAt, zone }) => ({
      value: `run ${id}`,
      label: `${t('controls.run', { id, when: format.dateTime(createdAt, zone) })} · ${format.day(from, 'short')}`,
    })),
    ...locks
      .filter((lock) => overlap(lock, forecast))
      .map(({ id, name }) => ({ value: `lock ${id}`, label: t('controls.lock', { name }) })),
  ]
}

interface Reach {
  readonly from: string
  readonly days: number
}

/** Whether two stretches of days share one. */
export function overlap(a: Reach, b: Reach): boolean {
  return a.from < addDays(b.from, b.days) && b.from < addDays(a.from, a.days)
}

/** What the address compares with, as the value of a choice. */
export function rivalValue({ with: run, lock }: ForecastSearch): string {
  if (lock !== undefined) return `lock ${lock}`
  return run === undefined ? '' : `run ${run}`
}

/** The value of a choice, as the address says it. */
export function rivalSearch(value: string): Pick<ForecastSearch, 'with' | 'lock'> {
  const [kind, id] = value.split(' ')
  return {
    with: kind === 'run' ? Number(id) : undefined,
    lock: kind === 'lock' ? Number(id) : undefined,
  }
}
