import { queryOptions } from '@tanstack/react-query'
import { api, body, idempotencyKey } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type CareerPath = Schemas['CareerPath']
export type NewEvidence = Schemas['EvidenceFields']
export type Placement = Schemas['RungPlacement']

// Below the key of careers, so that a change there asks afresh for these too.
const KEY = 'careers'
const at = (id: number) => ({ path: { id } })

export function careerQuery(person: number) {
  return queryOptions({
    queryKey: [KEY, 'people', person],
    queryFn: async () => body(await api.GET('/people/{id}/career', { params: at(person) })),
  })
}

export function evidenceQuery(person: number) {
  return queryOptions({
    queryKey: [KEY, 'people', person, 'evidence'],
    queryFn: async () => body(await api.GET('/people/{id}/evidence', { params: at(person) })).items,
  })
}

export const enterEvidence = async ({ person, ...fields }: NewEvidence & { person: number }) =>
  api.POST('/people/{id}/evidence', {
    params: { ...at(person), header: idempotencyKey() },
    body: fields,
  })

export const placePerson = async ({ person, ...placement }: Placement & { person: number }) =>
  api.POST('/people/{id}/rungs', { params: at(person), body: placement })
