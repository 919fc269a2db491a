import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from '@/api/client'
import type { components } from '@/api/schema'
import { agreements, skills } from '@/api/workforce'

type Schemas = components['schemas']
export type Ladder = Schemas['Ladder']
export type LadderReport = Schemas['LadderReport']
export type Finding = Schemas['CareerFinding']
export type Move = Schemas['CareerMove']
export type ReadyPerson = Schemas['ReadyPerson']
export type Election = Schemas['Election']
export type ElectionReport = Schemas['ElectionReport']
export type OwnElection = Schemas['OwnElection']
export type Round = Schemas['PromotionRound']
export type RoundReport = Schemas['PromotionRoundReport']
export type RoundFields = Schemas['PromotionRoundFields']
export type Application = Schemas['RoundApplication']
export type OwnCareer = Schemas['OwnCareer']
export type OwnRound = Schemas['OwnCareerRound']
export type Evidence = Schemas['CareerEvidence']
export type Decision = Schemas['RoundDecision']

const KEY = 'careers'

export const laddersQuery = queryOptions({
  queryKey: [KEY, 'ladders'],
  queryFn: async () => body(await api.GET('/ladders')).items,
})

export function ladderQuery(id: number) {
  return queryOptions({
    queryKey: [KEY, 'ladders', id],
    queryFn: async () => body(await api.GET('/ladders/{id}', { params: { path: { id } } })),
  })
}

export function readinessQuery(siteId: number | undefined) {
  return queryOptions({
    queryKey: [KEY, 'readiness', siteId],
    queryFn: async () => body(await api.GET('/readiness', { params: { query: { siteId } } })).items,
  })
}

export const contestedQuery = queryOptions({
  queryKey: [KEY, 'contested'],
  queryFn: async () => body(await api.GET('/contested-evidence')).items,
})

export const electionsQuery = queryOptions({
  queryKey: [KEY, 'elections'],
  queryFn: async () =>
    body(await api.GET('/elections', { params: { query: { limit: 100 } } })).items,
})

export function electionQuery(id: number) {
  return queryOptions({
    queryKey: [KEY, 'elections', id],
    queryFn: async () => body(await api.GET('/elections/{id}', { params: { path: { id } } })),
  })
}

export const roundsQuery = queryOptions({
  queryKey: [KEY, 'rounds'],
  queryFn: async () =>
    body(await api.GET('/promotion-rounds', { params: { query: { limit: 100 } } })).items,
})

export function roundQuery(id: number) {
  return queryOptions({
    queryKey: [KEY, 'rounds', id],
    queryFn: async () =>
      body(await api.GET('/promotion-rounds/{id}', { params: { path: { id } } })),
  })
}

export function effectQuery(id: number, people: number[]) {
  return queryOptions({
    queryKey: [KEY, 'rounds', id, 'effect', people],
    queryFn: async () => {
      const params = { path: { id }, query: { personId: people } }
      return body(await api.GET('/promotion-rounds/{id}/capacity-effect', { params })).items
    },
  })
}

export function fairnessQuery(id: number) {
  return queryOptions({
    queryKey: [KEY, 'rounds', id, 'fairness'],
    queryFn: async () =>
      body(await api.GET('/promotion-rounds/{id}/fairness', { params: { path: { id } } })).items,
  })
}

export const accountsQuery = queryOptions({
  queryKey: [KEY, 'accounts'],
  queryFn: async () => body(await api.GET('/board-accounts')).items,
})

/** Skills by name: what a round takes from people and gives them. */
export const skillNamesQuery = queryOptions({
  queryKey: [KEY, 'skills'],
  queryFn: () => skills.list(),
})

/** Agreements by name: what holds on the new rung. */
export const agreementNamesQuery = queryOptions({
  queryKey: [KEY, 'agreements'],
  queryFn: () => agreements.list(),
})

export const ownQuery = queryOptions({
  queryKey: [KEY, 'own'],
  queryFn: async () => body(await api.GET('/me/career')),
})

/**
 * Changes something of careers, then asks afresh for all of it. What is done when it has
 * worked is said here where the change takes away the place that ordered it.
 */
export function useCareerChange<V, R>(change: (values: V) => Promise<R>, done?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: done,
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

const at = (id: number) => ({ path: { id } })
const atVersion = (thing: { id: number; version: number }) => ({
  path: { id: thing.id },
  header: ifMatch(thing.version),
})

export const beginLadder = async (from: { code?: string; of?: number }) =>
  body(await api.POST('/ladders', { body: from, params: { header: idempotencyKey() } }))

export const saveLadder = async (v: { ladder: Ladder; document: Record<string, unknown> }) =>
  body(
    await api.PUT('/ladders/{id}', {
      params: atVersion(v.ladder),
      body: { document: v.document },
    }),
  )

export const publishLadder = async (ladder: Ladder) =>
  body(await api.POST('/ladders/{id}/publication', { params: atVersion(ladder) }))

export const forgetLadder = async (id: number) => api.DELETE('/ladders/{id}', { params: at(id) })

export const tryLadder = async (v: { id: number; from: string; to: string }) =>
  body(
    await api.POST('/ladders/{id}/trials', {
      params: at(v.id),
      body: { from: v.from, to: v.to },
    }),
  )

export const judgeAll = async () =>
  body(await api.POST('/readiness', { params: { header: idempotencyKey() } }))

/** Asks every source for evidence at once; what comes of it is judged at the next judging. */
export const collectEvidence = async () =>
  body(await api.POST('/evidence-collections', { params: { header: idempotencyKey() } }))

export const nominate = async (v: { person: number; reason: string }) =>
  api.POST('/people/{id}/nominations', { params: at(v.person), body: { reason: v.reason } })

export const answerContest = async (v: { id: number; upheld: boolean; answer: string }) =>
  api.PUT('/evidence/{id}/answer', {
    params: at(v.id),
    body: { upheld: v.upheld, answer: v.answer },
  })

export const beginElection = async (fields: Schemas['ElectionFields']) =>
  body(await api.POST('/elections', { body: fields, params: { header: idempotencyKey() } }))

export const propose = async (v: { id: number; person: number }) =>
  api.POST('/elections/{id}/candidates', { params: at(v.id), body: { personId: v.person } })

export const unpropose = async (v: { id: number; person: number }) =>
  api.DELETE('/elections/{id}/candidates/{person}', {
    params: { path: { id: v.id, person: v.person } },
  })

export const openElection = async (election: Election) =>
  body(await api.POST('/elections/{id}/opening', { params: atVersion(election) }))

export const countElection = async (election: Election) =>
  body(await api.POST('/elections/{id}/count', { params: atVersion(election) }))

export const draftRound = async (fields: RoundFields) =>
  body(await api.POST('/promotion-rounds', { body: fields, params: { header: idempotencyKey() } }))

export const advanceRound = async (round: Round) =>
  body(await api.POST('/promotion-rounds/{id}/advance', { params: atVersion(round) }))

export const seatBoard = async (v: { id: number; users: number[]; of: RoundReport }) =>
  body(
    await api.PUT('/promotion-rounds/{id}/board', {
      params: at(v.id),
      body: {
        members: v.users.map((userId) => ({
          userId,
          recused: v.of.board.find((m) => m.userId === userId)?.recused ?? [],
        })),
      },
    }),
  )

export const nameApplicant = async (v: { id: number; person: number; why: string }) =>
  body(
    await api.POST('/promotion-rounds/{id}/applications', {
      params: { ...at(v.id), header: idempotencyKey() },
      body: { personId: v.person, statement: v.why },
    }),
  )

export const score = async (v: { id: number } & Schemas['NewRoundScore']) => {
  const { id, ...mark } = v
  return body(await api.PUT('/promotion-rounds/{id}/scores', { params: at(id), body: mark }))
}

export const recuse = async (v: { id: number; person: number }) =>
  body(
    await api.PUT('/promotion-rounds/{id}/recusals', {
      params: at(v.id),
      body: { personId: v.person },
    }),
  )

export const decide = async (v: { id: number; person: number } & Decision) =>
  body(
    await api.PUT('/promotion-rounds/{id}/decisions/{person}', {
      params: { path: { id: v.id, person: v.person } },
      body: { outcome: v.outcome, reason: v.reason },
    }),
  )

export const answerAppeal = async (v: {
  id: number
  person: number
  upheld: boolean
  answer: string
}) =>
  body(
    await api.PUT('/promotion-rounds/{id}/appeals/{person}', {
      params: { path: { id: v.id, person: v.person } },
      body: { upheld: v.upheld, answer: v.answer },
    }),
  )

export const castBallot = async (v: { id: number; ballot: Schemas['ElectionBallot'] }) =>
  api.PUT('/me/elections/{id}/ballot', { params: at(v.id), body: v.ballot })

export const apply = async (v: { id: number; statement: string }) =>
  api.PUT('/me/promotion-rounds/{id}/application', {
    params: at(v.id),
    body: { statement: v.statement },
  })

export const withdraw = async (id: number) =>
  api.DELETE('/me/promotion-rounds/{id}/application', { params: at(id) })

export const appeal = async (v: { id: number; reason: string }) =>
  api.PUT('/me/promotion-rounds/{id}/appeal', { params: at(v.id), body: { reason: v.reason } })

export const contest = async (v: { id: number; reason: string }) =>
  api.PUT('/me/evidence/{id}/contest', { params: at(v.id), body: { reason: v.reason } })
