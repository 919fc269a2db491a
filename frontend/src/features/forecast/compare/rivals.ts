import { useQuery } from '@tanstack/react-query'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { forecastsQuery } from '../queries'
import type { ForecastSearch } from '../route'
import { useForecastStrings } from '../strings'

/** What a forecast can be compared with: other runs of its queue that reach into the same days. */
export function useRivals(forecast: Forecast) {
  const t = useForecastStrings()
  const format = useFormat()
  const { data: runs = [] } = useQuery(forecastsQuery(forecast.queueId))
  const options = runs
    .filter(({ id, state }) => id !== forecast.id && state === 'done')
    .map(({ id, from, createdAt, zone }) => ({
      value: `run ${id}`,
      label: `${t('controls.run', { id, when: format.dateTime(createdAt, zone) })} · ${format.day(from, 'short')}`,
    }))
  return {
    options,
    valueOf: (search: ForecastSearch) => (search.with ? `run ${search.with}` : ''),
    searchOf: (value: string): Partial<ForecastSearch> => ({
      with: value === '' ? undefined : Number(value.split(' ')[1]),
    }),
  }
}
