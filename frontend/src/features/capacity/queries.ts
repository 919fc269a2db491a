import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { all, api, body, idempotencyKey, ifMatch } from '@/api/client'
import { staleVersions } from '@/api/problem'
import type { components } from '@/api/schema'
import type { Step } from './route'

type Schemas = components['schemas']
export type CapacityPlan = Schemas['CapacityPlan']
export type CapacityPlanFields = Schemas['CapacityPlanFields']
export type CapacityGroup = Schemas['CapacityGroup']
export type CapacityTransfer = Schemas['CapacityTransfer']
export type CapacityVendor = Schemas['CapacityVendor']
export type CapacityScenario = Schemas['CapacityScenario']
export type CapacityWeeks = Schemas['CapacityWeeks']
export type CapacityColumns = Schemas['CapacityColumns']
export type CapacityCell = Schemas['CapacityCell']
export type CapacityChange = Schemas['CapacityChange']
export type CapacityDifference = Schemas['CapacityDifference']
export type CapacityProposal = Schemas['CapacityProposal']
export type CapacityProposalOrder = Schemas['CapacityProposalOrder']

const KEY = 'capacity-plans'

/** Every plan that the caller sees, newest first. */
export const plansQuery = () =>
  queryOptions({
    queryKey: [KEY, 'list'],
    queryFn: () =>
      all((cursor) => api.GET('/capacity-plans', { params: { query: { cursor, limit: 100 } } })),
  })

/** One plan: what a planner decided. */
export const planQuery = (id: number) =>
  queryOptions({
    queryKey: [KEY, 'one', id],
    queryFn: async () => body(await api.GET('/capacity-plans/{id}', { params: { path: { id } } })),
  })

/** A plan computed by week or month, in one of its scenarios or as planned. */
export const weeksQuery = (id: number, version: number, scenario: string, period: Step) =>
  queryOptions({
    queryKey: [KEY, 'weeks', id, version, scenario, period],
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { scenario: scenario || undefined, period } }
      return body(await api.GET('/capacity-plans/{id}/weeks', { params, signal }))
    },
  })

/** The same of a plan as it is being edited. */
export const previewQuery = (plan: CapacityPlanFields, scenario: string, period: Step) =>
  queryOptions({
    queryKey: [KEY, 'preview', plan, scenario, period],
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    retry: false,
    queryFn: async ({ signal }) => {
      const order = { plan, scenario: scenario || undefined, period }
      return body(await api.POST('/capacity-plans/preview', { body: order, signal }))
    },
  })

/** How the figures of one group's week come about. */
export const cellQuery = (
  id: number,
  version: number,
  scenario: string,
  group: number,
  week: number,
) =>
  queryOptions({
    queryKey: [KEY, 'cell', id, version, scenario, group, week],
    queryFn: async () => {
      const params = { path: { id, group, week }, query: { scenario: scenario || undefined } }
      return body(await api.GET('/capacity-plans/{id}/groups/{group}/weeks/{week}', { params }))
    },
  })

/** Who changed what, newest first. */
export const changesQuery = (id: number) =>
  queryOptions({
    queryKey: [KEY, 'changes', id],
    staleTime: 0,
    queryFn: async () =>
      body(await api.GET('/capacity-plans/{id}/changes', { params: { path: { id } } })).items,
  })

/** Keeps a new plan, and reads its demand from the outlooks where groups have queues. */
export function useCreatePlan() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (fields: CapacityPlanFields) =>
      body(
        await api.POST('/capacity-plans', { body: fields, params: { header: idempotencyKey() } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY, 'list'] }),
  })
}

/** Replaces a plan that stands at a version. */
export function useSavePlan(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ version, fields }: { version: number; fields: CapacityPlanFields }) => {
      const params = { path: { id }, header: ifMatch(version) }
      return body(await api.PUT('/capacity-plans/{id}', { params, body: fields }))
    },
    onSuccess: (plan) => {
      client.setQueryData(planQuery(id).queryKey, plan)
      return client.invalidateQueries({ queryKey: [KEY, 'list'] })
    },
    // what somebody else saved is there as soon as the edits are discarded
    onError: (error) => {
      if (staleVersions(error)) void client.invalidateQueries(planQuery(id))
    },
  })
}

/** Reads demand from outlooks and people from the register anew. */
export function useReadDemand() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, version }: { id: number; version: number }) => {
      const params = { path: { id }, header: ifMatch(version) }
      return body(await api.POST('/capacity-plans/{id}/demand', { params }))
    },
    onSuccess: (plan) => client.setQueryData(planQuery(plan.id).queryKey, plan),
  })
}

/** Asks for hires and tranches of least cost; nothing is kept. */
export function usePropose(id: number) {
  return useMutation({
    mutationFn: async (order: CapacityProposalOrder) =>
      body(
        await api.POST('/capacity-plans/{id}/proposal', { params: { path: { id } }, body: order }),
      ),
  })
}

/** Forgets a plan. */
export function useForgetPlan() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: number) =>
      api.DELETE('/capacity-plans/{id}', { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY, 'list'] }),
  })
}
