import { queryOptions, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { all, api } from './client'
import type { Site } from './types'

/** Every site the caller may see. */
export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  staleTime: 5 * 60_000,
  queryFn: () =>
    all((cursor) => api.GET('/api/v1/sites', { params: { query: { cursor, limit: 500 } } })),
})

/**
 * The site that the address names (`?site=3`), or the first one while it names
 * none. Undefined until the sites are known, and where there is none.
 */
export function useSite(): Site | undefined {
  const { site } = useSearch({ strict: false })
  const { data } = useQuery(sitesQuery)
  return data?.find((one) => one.id === site) ?? data?.[0]
}
