import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type CrowdMember = Schemas['CrowdMember']
export type MemberFile = Schemas['MemberFile']
export type MemberStepOrder = Schemas['MemberStepOrder']
export type CrowdRelease = Schemas['CrowdRelease']
export type CrowdBooking = Schemas['CrowdBooking']
export type OwnMembership = Schemas['OwnMembership']
export type OwnCrowdSlot = Schemas['OwnCrowdSlot']
export type OwnAnswer = Schemas['OwnAnswer']['answer']
export type AuthorityPolicy = Schemas['AuthorityPolicy']
export type AuthorityGrant = Schemas['AuthorityGrant']
export type AuthorityDecision = Schemas['AuthorityDecision']

/** The members of crowds that the caller sees. */
export const membersQuery = queryOptions({
  queryKey: ['crowd', 'members'],
  queryFn: async () => body(await api.GET('/crowd-members')).items,
})

/** A member with the sealed log and what leads on from here. */
export function memberQuery(id: number) {
  return queryOptions({
    queryKey: ['crowd', 'members', id],
    queryFn: async () => body(await api.GET('/crowd-members/{id}', { params: { path: { id } } })),
  })
}

/** Releases of intervals, the newest first. */
export const releasesQuery = queryOptions({
  queryKey: ['crowd', 'releases'],
  queryFn: async () => body(await api.GET('/crowd-releases')).items,
})

/** Who asked for the intervals of a release. */
export function bookingsQuery(id: number) {
  return queryOptions({
    queryKey: ['crowd', 'releases', id],
    queryFn: async () =>
      body(await api.GET('/crowd-releases/{id}/bookings', { params: { path: { id } } })).items,
  })
}

/** What a mode and a level may at most do by a right. */
export const policiesQuery = queryOptions({
  queryKey: ['crowd', 'policies'],
  queryFn: async () => body(await api.GET('/authority/policies')).policies,
})

/** Grants, with what is doubtful about them. */
export const grantsQuery = queryOptions({
  queryKey: ['crowd', 'grants'],
  queryFn: async () => body(await api.GET('/authority/grants')).items,
})

/** The caller's own memberships, open intervals, certificates and pay. */
export const ownCrowdQuery = queryOptions({
  queryKey: ['crowd', 'own'],
  queryFn: async () => body(await api.GET('/me/crowd')),
})

/** Does something about a crowd, and reads again what it may have changed. */
export function useCrowdAct<V, R>(act: (what: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () => client.invalidateQueries({ queryKey: ['crowd'] }),
  })
}

export async function stepMember(member: CrowdMember, step: MemberStepOrder) {
  const params = { path: { id: member.id }, header: ifMatch(member.version) }
  return body(await api.POST('/crowd-members/{id}/steps', { params, body: step }))
}

export async function noteMember(member: CrowdMember, note: Schemas['MemberNotes']) {
  const params = { path: { id: member.id }, header: ifMatch(member.version) }
  return body(await api.POST('/crowd-members/{id}/notes', { params, body: note }))
}

export async function decideAppeal(id: number, entry: number, granted: boolean, reason: string) {
  const params = { path: { id, entry } }
  return body(
    await api.POST('/crowd-members/{id}/appeals/{entry}/decision', {
      params,
      body: { granted, reason },
    }),
  )
}

export async function giveRelease(id: number) {
  return body(await api.POST('/crowd-releases/{id}/gift', { params: { path: { id } } }))
}

export async function approveGrant({ id, version }: AuthorityGrant) {
  const params = { path: { id }, header: ifMatch(version) }
  return body(await api.POST('/authority/grants/{id}/approval', { params }))
}

export async function revokeGrant({ id, version }: AuthorityGrant, reason: string) {
  const params = { path: { id }, header: ifMatch(version) }
  return body(await api.POST('/authority/grants/{id}/revocation', { params, body: { reason } }))
}

export async function setLadder(billMinor: number, currency: string) {
  const ladder = body(
    await api.GET('/authority/ladder', { params: { query: { billMinor, currency } } }),
  )
  return body(await api.PUT('/authority/policies', { body: ladder }))
}

export async function askDecision(question: Schemas['AuthorityQuestion']) {
  return body(await api.POST('/decisions', { body: question }))
}

export async function takeSlot(id: number) {
  return body(await api.POST('/me/crowd-slots/{id}/booking', { params: { path: { id } } }))
}

export async function answerBooking(id: number, answer: OwnAnswer) {
  return body(
    await api.POST('/me/crowd-bookings/{id}/answer', {
      params: { path: { id } },
      body: { answer },
    }),
  )
}

export async function appealEvent(id: number, event: number, words: string) {
  const params = { path: { id }, header: idempotencyKey() }
  return body(await api.POST('/me/crowd/{id}/appeals', { params, body: { event, words } }))
}
