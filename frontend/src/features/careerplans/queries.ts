import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type Scenario = Schemas['CareerScenario']
export type ScenarioFields = Schemas['CareerScenarioFields']
export type ScenarioRun = Schemas['CareerScenarioRun']
export type Change = Schemas['CareerPlanChange']
export type World = Schemas['CareerWorld']
export type Assumption = Schemas['CareerAssumption']
export type Course = Schemas['FlowCourse']
export type Spread = Schemas['FlowSpread']
export type HiringPlan = Schemas['HiringPlan']
export type HiringFields = Schemas['HiringPlanFields']
export type HiringResult = Schemas['HiringPlanResult']

const KEY = 'career-plans'

export const scenariosQuery = queryOptions({
  queryKey: [KEY, 'scenarios'],
  queryFn: async () => body(await api.GET('/careers/scenarios')).items,
})

export function scenarioQuery(id: number) {
  return queryOptions({
    queryKey: [KEY, 'scenarios', id],
    queryFn: async () =>
      body(await api.GET('/careers/scenarios/{id}', { params: { path: { id } } })),
  })
}

/** Results of a scenario, the newest first. */
export function scenarioRunsQuery(id: number) {
  return queryOptions({
    queryKey: [KEY, 'scenarios', id, 'runs'],
    queryFn: async () =>
      body(await api.GET('/careers/scenarios/{id}/runs', { params: { path: { id } } })).items,
  })
}

/** One result of a scenario in full, also an earlier one. */
export function scenarioRunQuery(id: number, run: number) {
  return queryOptions({
    queryKey: [KEY, 'scenarios', id, 'runs', run],
    queryFn: async () =>
      body(await api.GET('/careers/scenarios/{id}/runs/{run}', { params: { path: { id, run } } })),
  })
}

export function worldQuery(ladder: string, track: string, siteId: number) {
  const query = { ladder, track, siteId }
  return queryOptions({
    queryKey: [KEY, 'world', query],
    queryFn: async () => body(await api.GET('/careers/world', { params: { query } })),
    enabled: ladder !== '' && track !== '',
  })
}

export const hiringPlansQuery = queryOptions({
  queryKey: [KEY, 'hiring'],
  queryFn: async () => body(await api.GET('/careers/hiring-plans')).items,
})

export const capacityPlansQuery = queryOptions({
  queryKey: [KEY, 'capacity-plans'],
  queryFn: async () => body(await api.GET('/careers/capacity-plans')).items,
})

/** Changes something of scenarios or hiring plans, then asks afresh for all of it. */
export function usePlanChange<V, R>(change: (values: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

/** What is kept already, to be written over; nothing for a new one. */
export type Standing = { id: number; version: number } | undefined

const at = (id: number) => ({ path: { id } })
const once = () => ({ header: idempotencyKey() })
const over = ({ id, version }: { id: number; version: number }) => ({
  path: { id },
  header: ifMatch(version),
})

/** Keeps a scenario and has it computed. */
export async function keepScenario({ fields, now }: { fields: ScenarioFields; now: Standing }) {
  const kept = now
    ? body(await api.PUT('/careers/scenarios/{id}', { body: fields, params: over(now) }))
    : body(await api.POST('/careers/scenarios', { body: fields, params: once() }))
  return { id: kept.id, ...(await computeScenario(kept.id)) }
}

export const computeScenario = async (id: number) =>
  body(
    await api.POST('/careers/scenarios/{id}/runs', {
      params: { ...at(id), header: idempotencyKey() },
    }),
  )

export const removeScenario = async (id: number) =>
  body(await api.DELETE('/careers/scenarios/{id}', { params: at(id) }))

/** Keeps a hiring plan and has it computed. */
export async function keepHiring({ fields, now }: { fields: HiringFields; now: Standing }) {
  const kept = now
    ? body(await api.PUT('/careers/hiring-plans/{id}', { body: fields, params: over(now) }))
    : body(await api.POST('/careers/hiring-plans', { body: fields, params: once() }))
  return { id: kept.id, ...(await computeHiring(kept.id)) }
}

export const computeHiring = async (id: number) =>
  body(
    await api.POST('/careers/hiring-plans/{id}/runs', {
      params: { ...at(id), header: idempotencyKey() },
    }),
  )

export const removeHiring = async (id: number) =>
  body(await api.DELETE('/careers/hiring-plans/{id}', { params: at(id) }))

export const handOver = async (order: { id: number; capacityVersion: number }) =>
  body(
    await api.POST('/careers/hiring-plans/{id}/hand-over', {
      params: at(order.id),
      body: { capacityVersion: order.capacityVersion },
    }),
  )
