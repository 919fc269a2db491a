import { queryOptions } from '@tanstack/react-query'
import { api, body } from './client'
import type { components } from './schema'

export type Portal = components['schemas']['Portal']

/** What waits for the coordinator of a vendor. */
export const portalQuery = queryOptions({
  queryKey: ['portal'],
  queryFn: async () => body(await api.GET('/portal')),
})
