import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'
import type { AttritionSearch } from './route'

type Schemas = components['schemas']
export type AttritionReport = Schemas['AttritionReport']
export type AttritionGroup = Schemas['AttritionGroup']
export type EmploymentImport = Schemas['EmploymentImport']

/** Who stayed and left, as the address asks. */
export function attritionQuery({ by, exit, from, at, months }: AttritionSearch) {
  const query = { by, exit, from, siteId: at, months }
  return queryOptions({
    queryKey: ['attrition', query],
    queryFn: async ({ signal }) => body(await api.GET('/attrition', { params: { query }, signal })),
  })
}

/** The files of employments that were taken in. */
export function filesQuery() {
  return queryOptions({
    queryKey: ['employment-imports'],
    queryFn: async () => body(await api.GET('/employment-imports')),
  })
}
