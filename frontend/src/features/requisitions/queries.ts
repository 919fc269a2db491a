import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type Requisition = Schemas['Requisition']
export type RequisitionReport = Schemas['RequisitionReport']
export type RequisitionFields = Schemas['RequisitionFields']
export type Candidate = Schemas['RequisitionCandidate']
export type CandidateState = Schemas['CandidateState']
export type Wish = NonNullable<RequisitionFields['wishes']>[number]

export const WISHES = ['early', 'late', 'no_nights', 'weekends_off'] as const
export const KINDS = [
  'language',
  'skill',
  'certificate',
  'experience',
  'education',
  'hours',
] as const
export const STAGES = ['applied', 'screened', 'interviewed', 'offered'] as const
export const ANSWERS = ['met', 'not_met', 'unknown'] as const

const KEY = 'requisitions'

export const requisitionsQuery = queryOptions({
  queryKey: [KEY],
  queryFn: async () =>
    body(await api.GET('/requisitions', { params: { query: { limit: 100 } } })).items,
})

export function requisitionQuery(id: number) {
  return queryOptions({
    queryKey: [KEY, id],
    queryFn: async () => body(await api.GET('/requisitions/{id}', { params: { path: { id } } })),
  })
}

/** Changes something of requisitions, then asks afresh for all of them. */
export function useRequisitionChange<V, R>(change: (values: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

interface At {
  id: number
  version: number
}

const atVersion = ({ id, version }: At) => ({ path: { id }, header: ifMatch(version) })

export const keepRequisition = async (v: { of?: At; fields: RequisitionFields }) =>
  v.of
    ? body(await api.PUT('/requisitions/{id}', { params: atVersion(v.of), body: v.fields }))
    : body(
        await api.POST('/requisitions', { params: { header: idempotencyKey() }, body: v.fields }),
      )

export const approveRequisition = async (of: At) =>
  body(await api.POST('/requisitions/{id}/approval', { params: atVersion(of) }))

export const closeRequisition = async (of: At) =>
  body(await api.POST('/requisitions/{id}/closing', { params: atVersion(of) }))

export const setSpend = async (v: { of: At; channel: string; minor: number }) =>
  body(
    await api.PUT('/requisitions/{id}/spend', {
      params: atVersion(v.of),
      body: { channel: v.channel, minor: v.minor },
    }),
  )

export const enterCandidate = async (v: { id: number; fields: Schemas['NewCandidate'] }) =>
  body(
    await api.POST('/requisitions/{id}/candidates', {
      params: { path: { id: v.id }, header: idempotencyKey() },
      body: v.fields,
    }),
  )

const candidateAt = (id: number, c: Candidate) => ({
  path: { id, candidate: c.id },
  header: ifMatch(c.version),
})

export const moveCandidate = async (v: { id: number; of: Candidate; state: CandidateState }) =>
  body(
    await api.PUT('/requisitions/{id}/candidates/{candidate}', {
      params: candidateAt(v.id, v.of),
      body: v.state,
    }),
  )

export const hireCandidate = async (v: {
  id: number
  of: Candidate
  fields: Schemas['NewEngagement']
}) =>
  body(
    await api.POST('/requisitions/{id}/candidates/{candidate}/employment', {
      params: candidateAt(v.id, v.of),
      body: v.fields,
    }),
  )
