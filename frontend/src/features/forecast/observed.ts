import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { Curve } from './curve'

/** What was observed of a queue between two days, both included; null where nothing was. */
export function observedQuery(queue: number, from: string, to: string) {
  return queryOptions({
    queryKey: ['history', queue, from, to],
    queryFn: async (): Promise<Curve> => {
      const params = { path: { id: queue }, query: { from, to } }
      const { start, offered, handled, ahtS } = body(
        await api.GET('/queues/{id}/history', { params }),
      )
      return { start, contacts: offered, handled, aht: ahtS }
    },
  })
}
