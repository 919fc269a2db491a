import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { RosterComparison } from '@/api/types'
import type { Edition } from './route'

export type { RosterComparison } from '@/api/types'
export type Side = RosterComparison['sides'][number]
export type QueueCompared = RosterComparison['queues'][number]
export type PersonCompared = RosterComparison['people'][number]

/** One of the two plans of a comparison. */
export interface Chosen {
  readonly id: number
  readonly edition: Edition
  /** Which earlier plan, of an edition that was kept. */
  readonly kept?: number | undefined
}

/** Two plans side by side. */
export function comparisonQuery(a: Chosen, b: Chosen) {
  return queryOptions({
    queryKey: ['rosters', a.id, 'comparison', a.edition, a.kept, b.id, b.edition, b.kept],
    staleTime: 0,
    queryFn: async () =>
      body(
        await api.GET('/rosters/{id}/comparison', {
          params: {
            path: { id: a.id },
            query: {
              edition: a.edition,
              kept: a.kept,
              with: b.id,
              withEdition: b.edition,
              withKept: b.kept,
            },
          },
        }),
      ),
  })
}
