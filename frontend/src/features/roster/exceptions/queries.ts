import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']

export type Exception = Schemas['RosterException']

/** What was granted in a version of a roster beyond agreements. */
export function exceptionsQuery(id: number, version: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'exceptions', version],
    queryFn: async () =>
      body(await api.GET('/rosters/{id}/exceptions', { params: { path: { id } } })).items,
  })
}
