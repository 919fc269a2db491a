import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'

export type BreaksOrder = components['schemas']['BreaksOrder']
export type BreaksProposal = components['schemas']['BreaksProposal']
export type TeamPause = components['schemas']['TeamPause']

/** The breaks of some days placed anew; asked again whenever the roster changes. */
export function breaksQuery(id: number, version: number, order: BreaksOrder) {
  return queryOptions({
    queryKey: ['rosters', id, 'breaks', version, order],
    staleTime: 0, // what has begun depends on the hour
    gcTime: 0,
    queryFn: async () =>
      body(await api.POST('/rosters/{id}/breaks', { params: { path: { id } }, body: order })),
  })
}

/** Where more of a team are on break than its limit, in a version of a roster. */
export function excessQuery(id: number, version: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'break-excess', version],
    queryFn: async () =>
      body(await api.GET('/rosters/{id}/breaks/excess', { params: { path: { id } } })).items,
  })
}
