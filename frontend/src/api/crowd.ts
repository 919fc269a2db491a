import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from './client'
import { sendFile } from './owed'
import './refusals/vendors'
import type { components } from './schema'

type Schemas = components['schemas']
export type CrowdMember = Schemas['CrowdMember']
export type MemberFile = Schemas['MemberFile']
export type MemberStepOrder = Schemas['MemberStepOrder']
export type CrowdRelease = Schemas['CrowdRelease']
export type CrowdBooking = Schemas['CrowdBooking']
export type MemberExam = Schemas['MemberExam']
export type CrowdStanding = Schemas['CrowdStanding']
export type SlotChances = Schemas['SlotChances']
export type Payroll = Schemas['Payroll']
export type PayrollLine = Schemas['PayrollLine']
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

/** How the intervals of a release may turn out. */
export function chancesQuery(id: number) {
  return queryOptions({
    queryKey: ['crowd', 'releases', id, 'chances'],
    queryFn: async () =>
      body(await api.GET('/crowd-releases/{id}/chances', { params: { path: { id } } })).items,
  })
}

/** What a number of places means for an interval. */
export function outlookQuery(programme: number, queue: number, need: number) {
  return queryOptions({
    queryKey: ['crowd', 'outlook', programme, queue, need],
    queryFn: async () =>
      body(await api.GET('/crowd-outlook', { params: { query: { programme, queue, need } } })),
  })
}

/** How members keep what they book. */
export function standingsQuery(programme: number, from: string, to: string) {
  return queryOptions({
    queryKey: ['crowd', 'standings', programme, from, to],
    queryFn: async () =>
      body(await api.GET('/crowd-standings', { params: { query: { programme, from, to } } })).items,
  })
}

/** Pay statements with their lines, the newest first. */
export const payrollsQuery = queryOptions({
  queryKey: ['crowd', 'payrolls'],
  queryFn: async () => body(await api.GET('/crowd-payrolls')).items,
})

export async function openRelease(release: Schemas['NewCrowdRelease']) {
  const params = { header: idempotencyKey() }
  return body(await api.POST('/crowd-releases', { params, body: release }))
}

export async function withdrawRelease({ id, version }: CrowdRelease) {
  const params = { path: { id }, header: ifMatch(version) }
  return body(await api.POST('/crowd-releases/{id}/withdrawal', { params }))
}

export async function attendBooking(id: number, workedMin: number) {
  const params = { path: { id } }
  return body(await api.POST('/crowd-bookings/{id}/attendance', { params, body: { workedMin } }))
}

export async function beginExam(id: number, skillId: number) {
  const params = { path: { id }, header: idempotencyKey() }
  return body(await api.POST('/crowd-members/{id}/exams', { params, body: { skillId } }))
}

export async function answerExam(exam: MemberExam, answer: string) {
  const params = { path: { id: exam.memberId, entry: exam.id } }
  return body(
    await api.POST('/crowd-members/{id}/exams/{entry}/answers', {
      params,
      body: { after: exam.items, answers: [answer] },
    }),
  )
}

export async function certify(id: number, certificate: Schemas['NewCertificate']) {
  const params = { path: { id }, header: idempotencyKey() }
  return body(await api.POST('/crowd-members/{id}/certificates', { params, body: certificate }))
}

export async function revokeCertificate(id: number, entry: number, reason: string) {
  const params = { path: { id, entry } }
  return body(
    await api.POST('/crowd-members/{id}/certificates/{entry}/revocation', {
      params,
      body: { reason },
    }),
  )
}

/** A partner's file of payments for some days, only looked at or kept. */
export interface PayFile {
  programme: number
  name: string
  from: string
  to: string
  file: File
}

export function checkPayroll({ file, programme, ...of }: PayFile, dryRun: boolean) {
  const query = { ...of, programme: String(programme), dryRun: String(dryRun) }
  return sendFile<Payroll>('/crowd-payrolls', query, file)
}

export async function settleLine(
  id: number,
  entry: number,
  settlement: Schemas['PayrollSettlement'],
) {
  const params = { path: { id, entry } }
  return body(
    await api.POST('/crowd-payrolls/{id}/lines/{entry}/settlement', { params, body: settlement }),
  )
}

export async function apply(programmeId: number, personId: number) {
  const params = { header: idempotencyKey() }
  return body(await api.POST('/crowd-members', { params, body: { programmeId, personId } }))
}
