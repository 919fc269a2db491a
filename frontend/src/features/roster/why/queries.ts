import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']

export type Supposed = Schemas['Supposed']
export type CostChange = Schemas['CostChange']
export type Supposition = Schemas['RosterSupposition']
export type Concession = Schemas['Concession']
export type Shortfall = Schemas['RosterShortfall']
export type RosterTerms = Schemas['RosterTerms']

/** The answer to a supposition about a version of a roster. */
export function supposedQuery(id: number, version: number, what: Supposition) {
  return queryOptions({
    queryKey: ['rosters', id, 'suppose', version, what],
    queryFn: async () =>
      body(await api.POST('/rosters/{id}/suppositions', { params: { path: { id } }, body: what })),
  })
}

/** What could be conceded to cover a slot better. */
export function concessionsQuery(id: number, version: number, queue: number, slot: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'concessions', version, queue, slot],
    queryFn: async () => {
      const path = { id, queue, slot }
      return body(
        await api.GET('/rosters/{id}/queues/{queue}/slots/{slot}/concessions', {
          params: { path },
        }),
      )
    },
  })
}

/** What a version of a roster costs, line by line. */
export function termsQuery(id: number, version: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'terms', version],
    queryFn: async () => body(await api.GET('/rosters/{id}/terms', { params: { path: { id } } })),
  })
}

/** Demand that no legal roster can meet. */
export function shortfallsQuery(id: number, version: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'shortfalls', version],
    queryFn: async () =>
      body(await api.GET('/rosters/{id}/shortfalls', { params: { path: { id } } })).items,
  })
}
