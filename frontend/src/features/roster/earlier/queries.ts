import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'

export type KeptPlan = components['schemas']['KeptPlan']

/** Earlier plans of a roster, the newest first. */
export function keptPlansQuery(id: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'kept-plans'],
    staleTime: 0,
    queryFn: async () =>
      body(await api.GET('/rosters/{id}/kept-plans', { params: { path: { id } } })).items,
  })
}
