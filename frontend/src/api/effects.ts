import { queryOptions } from '@tanstack/react-query'
import { api, body } from './client'

/** What types of events do to a queue, as its last forecast learnt it, with what each day did. */
export function queueEventsQuery(id: number, from: string, to: string) {
  return queryOptions({
    queryKey: ['queues', id, 'events', from, to],
    queryFn: async () => {
      const params = { path: { id }, query: { from, to } }
      return body(await api.GET('/queues/{id}/events', { params })).types
    },
  })
}

/** What a queue's last finished forecast learnt of what moves it; nothing while there is none. */
export function latestEffectsQuery(queue: number) {
  return queryOptions({
    queryKey: ['queues', queue, 'effects'],
    queryFn: async () => {
      const query = { queue, limit: 20 }
      const { items } = body(await api.GET('/forecasts', { params: { query } }))
      const last = items.find(({ state }) => state === 'done')
      if (!last) return { forecast: undefined, effects: [], drivers: [] }
      const params = { path: { id: last.id } }
      const found = body(await api.GET('/forecasts/{id}/effects', { params }))
      return { forecast: last.id, ...found }
    },
  })
}
