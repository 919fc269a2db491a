import { queryOptions } from '@tanstack/react-query'
import { api, body } from './client'

/** Which past days are held against which forecasts. What is absent does not narrow. */
export interface AccuracyFilter {
  readonly queues?: readonly number[]
  readonly site?: number
  readonly from?: string
  readonly to?: string
  /** Days ahead that a forecast must have been made. */
  readonly lead?: number
}

/** By what scores are put together. */
export const GROUPS = ['lead', 'queue', 'weekday', 'slot', 'day', 'week'] as const
export type Group = (typeof GROUPS)[number]

/** How forecasts did against what came, group by group. */
export function accuracyQuery(filter: AccuracyFilter, by: Group) {
  return queryOptions({
    queryKey: ['accuracy', filter, by],
    queryFn: async ({ signal }) => {
      const query = { ...filter, queues: filter.queues && [...filter.queues], by }
      return body(await api.GET('/accuracy', { params: { query }, signal }))
    },
  })
}

/** The watch over the newest forecasts of each queue of a site, or of all. */
export function driftQuery(site: number | undefined) {
  return queryOptions({
    queryKey: ['accuracy', 'drift', site],
    staleTime: 5 * 60_000,
    queryFn: async () => body(await api.GET('/accuracy/drift', { params: { query: { site } } })),
  })
}

/** By what the scores of adjustments are put together. */
export const ADJUSTMENT_GROUPS = ['author', 'type', 'adjustment'] as const
export type AdjustmentGroup = (typeof ADJUSTMENT_GROUPS)[number]

/** Whether adjustments made forecasts better, held against what came. */
export function adjustmentScoresQuery(filter: Omit<AccuracyFilter, 'lead'>, by: AdjustmentGroup) {
  return queryOptions({
    queryKey: ['accuracy', 'adjustments', filter, by],
    queryFn: async ({ signal }) => {
      const query = { ...filter, queues: filter.queues && [...filter.queues], by }
      return body(await api.GET('/adjustments/scores', { params: { query }, signal }))
    },
  })
}
