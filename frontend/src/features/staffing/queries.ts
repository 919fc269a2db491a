import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type RequirementIntervals = Schemas['RequirementIntervals']
export type RequirementOrder = Schemas['RequirementOrder']
export type RequirementCell = Schemas['RequirementCell']
export type RequirementCertainty = Schemas['RequirementCertainty']
export type CertaintyPrice = Schemas['CertaintyPrice']
export type RequirementBacklog = Schemas['RequirementBacklog']
export type CellPerformance = Schemas['CellPerformance']

/** The requirements of one queue, or of every queue, newest first. */
export function requirementsQuery(queue: number | undefined) {
  return queryOptions({
    queryKey: ['requirements', 'list', queue ?? 'all'],
    queryFn: async () =>
      body(await api.GET('/requirements', { params: { query: { queue, limit: 200 } } })).items,
  })
}

// A requirement never changes once it is made.
const forEver = { staleTime: Number.POSITIVE_INFINITY }

/** One requirement. */
export function requirementQuery(id: number) {
  return queryOptions({
    ...forEver,
    queryKey: ['requirements', 'one', id],
    queryFn: async () => body(await api.GET('/requirements/{id}', { params: { path: { id } } })),
  })
}

/** A requirement by interval. */
export function requirementIntervalsQuery(id: number) {
  return queryOptions({
    ...forEver,
    queryKey: ['requirements', 'intervals', id],
    queryFn: async () =>
      body(await api.GET('/requirements/{id}/intervals', { params: { path: { id } } })),
  })
}

/** A requirement's queue followed through its days. */
export function courseQuery(id: number) {
  return queryOptions({
    ...forEver,
    queryKey: ['requirements', 'course', id],
    queryFn: async () =>
      body(await api.GET('/requirements/{id}/course', { params: { path: { id } } })),
  })
}

/** What each certainty would cost a requirement. */
export function certaintyQuery(id: number) {
  return queryOptions({
    ...forEver,
    queryKey: ['requirements', 'certainty', id],
    queryFn: async () =>
      body(await api.GET('/requirements/{id}/certainty', { params: { path: { id } } })),
  })
}

/** Work that may wait followed through a requirement's days. */
export function backlogQuery(id: number) {
  return queryOptions({
    ...forEver,
    queryKey: ['requirements', 'backlog', id],
    queryFn: async () =>
      body(await api.GET('/requirements/{id}/backlog', { params: { path: { id } } })),
  })
}

/** Why one interval takes the people it takes. */
export function cellQuery(id: number, index: number) {
  return queryOptions({
    ...forEver,
    queryKey: ['requirements', 'cell', id, index],
    queryFn: async () =>
      body(await api.GET('/requirements/{id}/cells/{index}', { params: { path: { id, index } } })),
  })
}

/** Staffs forecasts one after the other, so that one refused leaves the earlier ones made. */
export function useMakeRequirements() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (orders: readonly RequirementOrder[]) => {
      const made = []
      for (const order of orders) made.push(body(await api.POST('/requirements', { body: order })))
      return made
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['requirements'] }),
  })
}
