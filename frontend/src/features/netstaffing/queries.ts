import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'
import type { Once } from '@/app/jobs/ordered'

type Schemas = components['schemas']
export type NetStaffing = Schemas['NetStaffing']
export type NetReport = Schemas['NetStaffingReport']
export type NetOrder = Schemas['NetStaffingOrder']
export type NetIntervals = Schemas['NetStaffingIntervals']
export type NetQueue = Schemas['NetQueueReport']
export type NetGroup = Schemas['NetGroupReport']
export type NetSkillValue = Schemas['NetSkillValue']
export type NetDifference = Schemas['NetDifference']
export type NetPlan = Schemas['NetPlanReport']
export type NetTraining = Schemas['NetTraining']
export type Estimated = Schemas['Estimated']

/** Answers, newest first. */
export const netStaffingsQuery = queryOptions({
  queryKey: ['net-staffing', 'list'],
  queryFn: async () =>
    body(await api.GET('/net-staffing', { params: { query: { limit: 100 } } })).items,
})

/** One answer with its report, which never changes once it is done. */
export function netStaffingQuery(id: number) {
  return queryOptions({
    queryKey: ['net-staffing', 'one', id],
    queryFn: async () => body(await api.GET('/net-staffing/{id}', { params: { path: { id } } })),
    staleTime: (query) => (query.state.data?.state === 'queued' ? 0 : Number.POSITIVE_INFINITY),
  })
}

/** An answer by interval. */
export function netIntervalsQuery(id: number) {
  return queryOptions({
    queryKey: ['net-staffing', 'intervals', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      body(await api.GET('/net-staffing/{id}/intervals', { params: { path: { id } } })),
  })
}

/** Orders an answer; its job shows the progress. */
export function useOrderNet() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ order, once }: { order: NetOrder; once: Once }) =>
      body(await api.POST('/net-staffing', { body: order, params: { header: once } })),
    onSettled: () => client.invalidateQueries({ queryKey: netStaffingsQuery.queryKey }),
  })
}

/** Forgets an answer. */
export function useForgetNet() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: number) =>
      body(await api.DELETE('/net-staffing/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: netStaffingsQuery.queryKey }),
  })
}
