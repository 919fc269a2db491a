import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { all, api, BASE, body, send } from './client'
import type { Resource } from './resource'
import type { Driver, DriverFields, DriverImport, DriverValue } from './types'

/** Daily figures from outside that move demand. */
export const drivers: Resource<Driver, DriverFields> = {
  name: 'drivers',
  list: () => all(() => api.GET('/drivers')),
  create: (body, header) => api.POST('/drivers', { body, params: { header } }),
  replace: (id, header, body) =>
    api.PUT('/drivers/{id}', { body, params: { path: { id }, header } }),
  remove: (id) => api.DELETE('/drivers/{id}', { params: { path: { id } } }),
}

/** A driver's figures of some days, and the version of the driver they are of. */
export interface DriverDays {
  readonly values: readonly DriverValue[]
  /** The entity tag to send back with a change. */
  readonly etag: string
}

export function driverValuesQuery(id: number, from: string, to: string) {
  return queryOptions({
    queryKey: ['drivers', id, 'values', from, to],
    queryFn: async (): Promise<DriverDays> => {
      const params = { path: { id }, query: { from, to } }
      const answer = await api.GET('/drivers/{id}/values', { params })
      return { values: body(answer).values, etag: answer.response.headers.get('ETag') ?? '' }
    },
  })
}

/** Makes a driver's figures of some days exactly these. */
export function useSetDriverValues(id: number, from: string, to: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ values, etag }: DriverDays) =>
      api.PUT('/drivers/{id}/values', {
        params: { path: { id }, query: { from, to }, header: { 'If-Match': etag } },
        body: { values: [...values] },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['drivers'] }),
  })
}

/** Takes a driver's figures from a CSV file, or only tells what that would do. */
export function useImportDriverValues(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, dryRun }: { file: File; dryRun: boolean }) => {
      const address = `${location.origin}${BASE}/drivers/${id}/values/import?dryRun=${dryRun}`
      const headers = { 'Content-Type': 'text/csv' }
      const answer = await send(new Request(address, { method: 'POST', body: file, headers }))
      return (await answer.json()) as DriverImport
    },
    onSuccess: ({ written }) => written && client.invalidateQueries({ queryKey: ['drivers'] }),
  })
}
