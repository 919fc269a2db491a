import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'

/** How far a queue's history can be trusted, day by day. */
export function qualityQuery(id: number, from: string, to: string) {
  return queryOptions({
    queryKey: ['quality', id, from, to],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { from, to } }
      return body(await api.GET('/queues/{id}/quality', { params, signal }))
    },
  })
}
