import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { Observed } from './timeline'

/** What was observed of a queue between two days, both included; null where nothing was. */
export function useObserved(queue: number, from: string, to: string) {
  return useQuery({
    queryKey: ['history', queue, from, to],
    queryFn: async (): Promise<Observed> => {
      const params = { path: { id: queue }, query: { from, to } }
      const { start, offered } = body(await api.GET('/queues/{id}/history', { params }))
      return { start, contacts: offered }
    },
  })
}
