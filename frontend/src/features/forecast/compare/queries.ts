import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, body, idempotencyKey } from '@/api/client'
import type { components } from '@/api/schema'
import type { Curve } from '../curve'

type Schemas = components['schemas']
export type Lock = Schemas['ForecastLock']
export type LockFields = Schemas['LockFields']
export type Comparison = Schemas['ForecastComparison']

/** The forecasts of a queue as they were promised, newest first. */
export function locksQuery(queue: number) {
  return queryOptions({
    queryKey: ['forecast-locks', queue],
    queryFn: async () =>
      body(await api.GET('/forecast-locks', { params: { query: { queue, limit: 100 } } })).items,
  })
}

/** The curve of a locked forecast, which never changes. */
export function useLockCurve(id: number | undefined) {
  const query = useQuery({
    queryKey: ['forecast-locks', 'intervals', id],
    queryFn: async () =>
      body(await api.GET('/forecast-locks/{id}/intervals', { params: { path: { id: id ?? 0 } } })),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { data } = query
  const curve = useMemo(
    (): Curve | undefined => data && { start: data.start, contacts: data.contacts, aht: data.ahtS },
    [data],
  )
  return { query, curve }
}

/** With what a forecast is compared: another run or a lock. */
export interface Rival {
  readonly with?: number
  readonly lock?: number
}

/** A forecast beside another run or a lock, and beside what came. */
export function comparisonQuery(id: number, rival: Rival) {
  return queryOptions({
    queryKey: ['forecasts', 'comparison', id, rival.with, rival.lock],
    queryFn: async () =>
      body(
        await api.GET('/forecasts/{id}/comparison', {
          params: { path: { id }, query: { with: rival.with, lock: rival.lock } },
        }),
      ),
    enabled: rival.with !== undefined || rival.lock !== undefined,
  })
}

/** Locks a forecast as it is adjusted now. */
export function useLockForecast(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (fields: LockFields) =>
      body(
        await api.POST('/forecasts/{id}/locks', {
          body: fields,
          params: { path: { id }, header: idempotencyKey() },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['forecast-locks'] }),
  })
}
