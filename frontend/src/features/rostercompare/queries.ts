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
}

/** Two plans side by side. */
export function comparisonQuery(a: Chosen, b: Chosen) {
  return queryOptions({
    queryKey: ['rosters', a.id, 'comparison', a.edition, b.id, b.edition],
    staleTime: 0,
    queryFn: async () =>
      body(
        await api.GET('/rosters/{id}/comparison', {
          params: {
            path: { id: a.id },
            query: { edition: a.edition, with: b.id, withEdition: b.edition },
          },
        }),
      ),
  })
}
