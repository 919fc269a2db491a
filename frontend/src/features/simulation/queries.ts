import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'
import type { Once } from '@/app/jobs/ordered'

type Schemas = components['schemas']
export type Simulation = Schemas['Simulation']
export type SimulationReport = Schemas['SimulationReport']
export type SimulationOrder = Schemas['SimulationOrder']
export type SimulationCourse = Schemas['SimulationCourse']
export type SimulationIntervals = Schemas['SimulationIntervals']
export type SimulatedQueue = Schemas['SimulatedQueue']
export type SimulatedGroup = Schemas['SimulatedGroup']
export type SimulatedFigure = Schemas['SimulatedFigure']
export type Variant = SimulationIntervals['variant']

/** Simulations, newest first; of one requirement or of all. */
export function simulationsQuery(requirement?: number) {
  return queryOptions({
    queryKey: ['simulations', 'list', requirement ?? 'all'],
    queryFn: async () =>
      body(await api.GET('/simulations', { params: { query: { requirement, limit: 100 } } })).items,
  })
}

/** One simulation with its report, which never changes once it is done. */
export function simulationQuery(id: number) {
  return queryOptions({
    queryKey: ['simulations', 'one', id],
    queryFn: async () => body(await api.GET('/simulations/{id}', { params: { path: { id } } })),
    staleTime: (query) => (query.state.data?.state === 'queued' ? 0 : Number.POSITIVE_INFINITY),
  })
}

/** What the floor looks like as time goes by. */
export function courseQuery(id: number) {
  return queryOptions({
    queryKey: ['simulations', 'course', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      body(await api.GET('/simulations/{id}/course', { params: { path: { id } } })),
  })
}

/** A simulation by interval of arrival. */
export function intervalsQuery(
  id: number,
  variant: 'sl_excl_short' | 'sl_offered' | 'sl_ab_as_ok' | 'sl_answered' | 'sl_virtual',
) {
  return queryOptions({
    queryKey: ['simulations', 'intervals', id, variant],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      body(
        await api.GET('/simulations/{id}/intervals', {
          params: { path: { id }, query: { variant } },
        }),
      ),
  })
}

/** Orders a simulation; its job shows the progress. */
export function useOrderSimulation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ order, once }: { order: SimulationOrder; once: Once }) =>
      body(
        await api.POST('/simulations', {
          body: order,
          params: { header: once },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['simulations', 'list'] }),
  })
}

/** Forgets a simulation. */
export function useForgetSimulation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: number) =>
      body(await api.DELETE('/simulations/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['simulations', 'list'] }),
  })
}
