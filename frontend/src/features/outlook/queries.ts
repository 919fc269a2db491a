import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'

/** What to expect of a queue in months and years; without a growth as it was learnt. */
export function outlookQuery(id: number, months: number, growthPct: number | undefined) {
  return queryOptions({
    queryKey: ['outlook', id, months, growthPct],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { months, growthPct } }
      return body(await api.GET('/queues/{id}/outlook', { params, signal }))
    },
  })
}
