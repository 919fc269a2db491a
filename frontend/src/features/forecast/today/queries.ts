import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'
import type { Forecast } from '@/api/types'
import { addDays, todayIn } from '../days'

export type Intraday = components['schemas']['IntradayUpdate']

const ASK_AGAIN_MS = 60_000

/** Whether a forecast reaches over the day under way at its site. */
export function coversToday({
  from,
  days,
  zone,
}: Pick<Forecast, 'from' | 'days' | 'zone'>): boolean {
  const today = todayIn(zone, new Date())
  return today >= from && today < addDays(from, days)
}

/** The day under way of a forecast's queue, forecast anew from what came so far; asked every minute. */
export function useIntraday(forecast: Forecast) {
  return useQuery({
    queryKey: ['intraday', forecast.queueId],
    queryFn: async () =>
      body(await api.GET('/queues/{id}/intraday', { params: { path: { id: forecast.queueId } } })),
    enabled: coversToday(forecast),
    refetchInterval: ASK_AGAIN_MS,
    retry: false,
  })
}
