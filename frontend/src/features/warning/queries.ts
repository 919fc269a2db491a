import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type WarningState = Schemas['WarningState']
export type WarningModel = Schemas['WarningModel']
export type WarnedPerson = Schemas['WarnedPerson']
export type WarningPart = Schemas['WarningPart']
export type NewTalk = Schemas['NewWarningTalk']

const KEY = 'warnings'

export const stateQuery = queryOptions({
  queryKey: [KEY, 'state'],
  queryFn: async () => body(await api.GET('/warnings')),
})

/** Asking is a look that is written down, so it is not asked again by itself. */
export const peopleQuery = queryOptions({
  queryKey: [KEY, 'people'],
  queryFn: async () => body(await api.GET('/warnings/people')).items,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
})

export const viewsQuery = queryOptions({
  queryKey: [KEY, 'views'],
  queryFn: async () => body(await api.GET('/warnings/views')).items,
})

/** Changes something of early warning, then asks afresh for all of it. */
export function useWarningChange<V, R>(change: (values: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

export const turn = async (v: Schemas['NewWarningSwitch']) =>
  body(await api.PUT('/warnings/switch', { body: v }))

export const learn = async () =>
  body(await api.POST('/warnings/models', { params: { header: idempotencyKey() } }))

export const recordTalk = async ({ id, ...talk }: NewTalk & { id: number }) =>
  body(
    await api.POST('/warnings/people/{id}/talks', {
      params: { path: { id }, header: idempotencyKey() },
      body: talk,
    }),
  )
