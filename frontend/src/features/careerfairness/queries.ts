import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type FairReport = Schemas['CareerFairness']
export type FairSheet = Schemas['FairSheet']
export type FairFigure = Schemas['FairFigure']
export type RoundCheck = Schemas['RoundCheck']

/** Asking is a look that is written down, so it is not asked again by itself. */
export const reportQuery = queryOptions({
  queryKey: ['career-fairness'],
  queryFn: async () => body(await api.GET('/career-fairness')),
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
})
