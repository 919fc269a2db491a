import { queryOptions } from '@tanstack/react-query'
import { api, body } from './client'

// The latest of each step of the journey, for the screens that lead on from
// where the work stands.

/** The latest forecasts. */
export const latestForecasts = queryOptions({
  queryKey: ['forecasts', 'latest'],
  queryFn: async () =>
    body(await api.GET('/forecasts', { params: { query: { limit: 200 } } })).items,
})

/** The latest requirements. */
export const latestRequirements = queryOptions({
  queryKey: ['requirements', 'latest'],
  queryFn: async () =>
    body(await api.GET('/requirements', { params: { query: { limit: 200 } } })).items,
})

/** The latest rosters. */
export const latestRosters = queryOptions({
  queryKey: ['rosters', 'latest'],
  queryFn: async () => body(await api.GET('/rosters', { params: { query: { limit: 200 } } })).items,
})

/** The caller's own published shifts that start on the given days, in order. */
export function myShifts(from: string, to: string) {
  return queryOptions({
    queryKey: ['me', 'shifts', from, to],
    queryFn: async () =>
      body(await api.GET('/me/shifts', { params: { query: { from, to } } })).items,
  })
}
