import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, body, idempotencyKey } from '@/api/client'
import { UnreachableError } from '@/api/problem'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type ForecastIntervals = Schemas['ForecastIntervals']
export type ForecastTotals = Schemas['ForecastTotals']
export type ForecastTotal = Schemas['ForecastTotal']
export type ForecastOrder = Schemas['ForecastOrder']
export type ForecastScore = Schemas['ForecastScore']

const ASK_AGAIN_MS = 2000

/** The forecasts of one queue, or of every queue, newest first. Asked again while one is being made. */
export function forecastsQuery(queue: number | undefined) {
  return queryOptions({
    queryKey: ['forecasts', 'list', queue ?? 'all'],
    queryFn: async () =>
      body(await api.GET('/forecasts', { params: { query: { queue, limit: 200 } } })).items,
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === 'queued') ? ASK_AGAIN_MS : false,
  })
}

/** One forecast. It is asked for again until it is made, and never after: it does not change. */
export function forecastQuery(id: number) {
  return queryOptions({
    queryKey: ['forecasts', 'one', id],
    queryFn: async () => body(await api.GET('/forecasts/{id}', { params: { path: { id } } })),
    staleTime: ({ state }) => (state.data?.state === 'done' ? Number.POSITIVE_INFINITY : 0),
    refetchInterval: ({ state }) => (state.data?.state === 'queued' ? ASK_AGAIN_MS : false),
  })
}

const forEver = { staleTime: Number.POSITIVE_INFINITY }

/** A forecast by interval. */
export function intervalsQuery(id: number) {
  return queryOptions({
    ...forEver,
    queryKey: ['forecasts', 'intervals', id],
    queryFn: async (): Promise<ForecastIntervals> =>
      body(await api.GET('/forecasts/{id}/intervals', { params: { path: { id } } })),
  })
}

/** A forecast by day and by week, with the totals' own bands. */
export function totalsQuery(id: number) {
  return queryOptions({
    ...forEver,
    queryKey: ['forecasts', 'totals', id],
    queryFn: async () => body(await api.GET('/forecasts/{id}/days', { params: { path: { id } } })),
  })
}

/** What the same method would have said on an earlier day, beside what happened. */
export function backtestQuery(id: number, origin: string) {
  return queryOptions({
    ...forEver,
    queryKey: ['forecasts', 'backtest', id, origin],
    queryFn: async ({ signal }) =>
      body(
        await api.GET('/forecasts/{id}/backtest', {
          params: { path: { id }, query: { origin } },
          signal,
        }),
      ),
  })
}

/**
 * Orders forecasts; they are made by a job. An order of which nobody knows whether it
 * arrived may be sent again; whatever was answered ends it, and the next is another one.
 */
export function useOrderForecasts() {
  const client = useQueryClient()
  const once = useRef(idempotencyKey())
  return useMutation({
    mutationFn: async (order: ForecastOrder) =>
      body(await api.POST('/forecasts', { body: order, params: { header: once.current } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['forecasts', 'list'] }),
    onSettled: (_, error) => {
      if (!(error instanceof UnreachableError)) once.current = idempotencyKey()
    },
  })
}

/** Forgets a forecast that no requirement rests on. */
export function useForgetForecast() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.DELETE('/forecasts/{id}', { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['forecasts'] }),
  })
}
