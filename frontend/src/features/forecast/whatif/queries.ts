import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'
import { isNeutral, type Supposition } from './suppose'

type Schemas = components['schemas']
export type Preview = Schemas['ForecastPreview']
export type Effect = Schemas['ForecastEffect']
export type DriverUse = Schemas['DriverUse']

/** What a forecast learned of what moves its queue, and of which use its drivers were. */
export function effectsQuery(id: number) {
  return queryOptions({
    queryKey: ['forecasts', 'effects', id],
    queryFn: async () =>
      body(await api.GET('/forecasts/{id}/effects', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What the forecast would be under a supposition. The last answer stays until the next is there. */
export function previewQuery(id: number, supposition: Supposition) {
  return queryOptions({
    queryKey: ['forecasts', 'preview', id, supposition],
    queryFn: async ({ signal }) =>
      body(
        await api.POST('/forecasts/{id}/preview', {
          params: { path: { id } },
          body: {
            drivers: supposition.drivers.map((one) => ({ ...one })),
            events: supposition.events.map((one) => ({ ...one })),
          },
          signal,
        }),
      ),
    enabled: !isNeutral(supposition),
    placeholderData: isNeutral(supposition) ? undefined : keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
}
