import { queryOptions } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from './client'
import './refusals/vendors'
import type { components } from './schema'

type Schemas = components['schemas']
export type AuthorityGrant = Schemas['AuthorityGrant']
export type NewAuthorityGrant = Schemas['NewAuthorityGrant']
export type AuthorityUse = Schemas['AuthorityUse']
export type AuthorityEmpowerment = Schemas['AuthorityEmpowerment']
export type EmpoweredContacts = Schemas['EmpoweredContacts']
export type Triangle = Schemas['Triangle']
export type TriangleMotion = Schemas['TriangleMotion']
export type TriangleSeat = Schemas['TriangleSeat']
export type NewTriangleAction = Schemas['NewTriangleAction']
export type Corner = TriangleSeat['corner']

/** The newest decisions. */
export const usesQuery = queryOptions({
  queryKey: ['crowd', 'uses'],
  queryFn: async () => body(await api.GET('/authority/uses')).items,
})

/** Decisions that wait for a second person. */
export const waitingQuery = queryOptions({
  queryKey: ['crowd', 'waiting'],
  queryFn: async () => body(await api.GET('/authority/waiting')).items,
})

/** How often the first authority sufficed in some days. */
export function empowermentQuery(from: string, to: string) {
  return queryOptions({
    queryKey: ['crowd', 'empowerment', from, to],
    queryFn: async () =>
      body(await api.GET('/authority/empowerment', { params: { query: { from, to } } })),
  })
}

/** A programme's triangle. */
export function triangleQuery(id: number) {
  return queryOptions({
    queryKey: ['crowd', 'triangle', id],
    queryFn: async () =>
      body(await api.GET('/programmes/{id}/triangle', { params: { path: { id } } })),
  })
}

export async function askGrant(grant: NewAuthorityGrant) {
  const params = { header: idempotencyKey() }
  return body(await api.POST('/authority/grants', { params, body: grant }))
}

export async function recertifyGrant({ id, version }: AuthorityGrant, reason: string) {
  const params = { path: { id }, header: ifMatch(version) }
  return body(
    await api.POST('/authority/grants/{id}/recertification', { params, body: { reason } }),
  )
}

export async function reviewGrant({ id, version }: AuthorityGrant, reason: string) {
  const params = { path: { id }, header: ifMatch(version) }
  return body(await api.POST('/authority/grants/{id}/review', { params, body: { reason } }))
}

export async function secondUse(id: number, word: Schemas['AuthoritySecond']) {
  return body(
    await api.POST('/authority/uses/{id}/second', { params: { path: { id } }, body: word }),
  )
}

export async function verifyLog() {
  return body(await api.POST('/authority/verification'))
}

export async function seatTriangle(id: number, seats: TriangleSeat[]) {
  return body(
    await api.PUT('/programmes/{id}/triangle/seats', { params: { path: { id } }, body: { seats } }),
  )
}

export async function moveTriangle(id: number, motion: Schemas['NewTriangleMotion']) {
  const params = { path: { id }, header: idempotencyKey() }
  return body(await api.POST('/programmes/{id}/triangle/motions', { params, body: motion }))
}

export async function speakTriangle(id: number, entry: number, yes: boolean, why: string) {
  const params = { path: { id, entry } }
  return body(
    await api.POST('/programmes/{id}/triangle/motions/{entry}/voice', {
      params,
      body: { yes, why },
    }),
  )
}

export async function actTriangle(id: number, action: NewTriangleAction) {
  const params = { path: { id }, header: idempotencyKey() }
  return body(await api.POST('/programmes/{id}/triangle/actions', { params, body: action }))
}

export async function finishAction(id: number, entry: number) {
  const params = { path: { id, entry } }
  return body(await api.POST('/programmes/{id}/triangle/actions/{entry}/done', { params }))
}
