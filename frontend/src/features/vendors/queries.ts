import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from '@/api/client'
import '@/api/refusals/owed'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type Programme = Schemas['Programme']
export type ProgrammeFields = Schemas['ProgrammeFields']
export type ContractVersion = Schemas['ContractVersion']
export type ContractTerms = Schemas['ContractTerms']
export type ContractLevel = Schemas['ContractLevel']
export type Commitment = Schemas['Commitment']
export type CommitmentCut = Schemas['CommitmentCut']
export type HoursBoard = Schemas['HoursBoard']
export type HoursBoardRow = Schemas['HoursBoardRow']
export type HoursFile = Schemas['HoursFile']
export type Allocation = Schemas['Allocation']
export type AllocationInput = Schemas['AllocationInput']
export type AllocationResult = Schemas['AllocationResult']

/** Every row: vendors, the crowd, own teams, machines. */
export const programmesQuery = queryOptions({
  queryKey: ['programmes', 'list'],
  queryFn: async () => body(await api.GET('/programmes')).items,
})

export function programmeQuery(id: number) {
  return queryOptions({
    queryKey: ['programmes', 'one', id],
    queryFn: async () => body(await api.GET('/programmes/{id}', { params: { path: { id } } })),
  })
}

export function versionsQuery(id: number) {
  return queryOptions({
    queryKey: ['programmes', 'one', id, 'versions'],
    queryFn: async () =>
      body(await api.GET('/programmes/{id}/versions', { params: { path: { id } } })).items,
  })
}

export function templatesQuery(currency: string, from: string) {
  return queryOptions({
    queryKey: ['contract-templates', currency, from],
    queryFn: async () =>
      body(await api.GET('/contract-templates', { params: { query: { currency, from } } })).items,
  })
}

export function commitmentsQuery(filter: { programme?: number; queue?: number } = {}) {
  return queryOptions({
    queryKey: ['commitments', filter],
    staleTime: 0,
    queryFn: async () =>
      body(await api.GET('/commitments', { params: { query: { ...filter, limit: 200 } } })).items,
  })
}

export function intervalsQuery(id: number, version: number) {
  return queryOptions({
    queryKey: ['commitments', 'intervals', id, version],
    queryFn: async () =>
      body(await api.GET('/commitments/{id}/intervals', { params: { path: { id } } })),
  })
}

export function boardQuery(queue: number, from: string, days: number) {
  return queryOptions({
    queryKey: ['commitments', 'board', queue, from, days],
    staleTime: 0,
    queryFn: async () =>
      body(await api.GET('/hours-board', { params: { query: { queue, from, days } } })),
  })
}

/** Forecasts that were promised, to ask for hours on. */
export const locksQuery = queryOptions({
  queryKey: ['forecast-locks'],
  queryFn: async () =>
    body(await api.GET('/forecast-locks', { params: { query: { limit: 200 } } })).items,
})

export const allocationsQuery = queryOptions({
  queryKey: ['allocations'],
  staleTime: 0,
  queryFn: async () =>
    body(await api.GET('/allocations', { params: { query: { limit: 100 } } })).items,
})

function useChange<V, R>(change: (values: V) => Promise<R>, ...keys: string[]) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    // not waited for: what comes afresh may take the form away before it could close
    onSettled: () => {
      for (const key of keys) void client.invalidateQueries({ queryKey: [key] })
    },
  })
}

export function useCreateProgramme() {
  return useChange(
    async (fields: ProgrammeFields) =>
      body(await api.POST('/programmes', { body: fields, params: { header: idempotencyKey() } })),
    'programmes',
  )
}

export interface DraftOrder {
  readonly programme: number
  /** The draft to change; undefined begins one. */
  readonly of: ContractVersion | undefined
  readonly terms: ContractTerms
  readonly note: string
}

/** Begins a draft, or changes one. */
export function useDraft() {
  return useChange(async ({ programme, of, terms, note }: DraftOrder) => {
    if (!of) {
      const params = { path: { id: programme }, header: idempotencyKey() }
      return body(await api.POST('/programmes/{id}/versions', { params, body: { terms, note } }))
    }
    const params = {
      path: { id: programme, contractVersion: of.id },
      header: ifMatch(of.version),
    }
    return body(
      await api.PUT('/programmes/{id}/versions/{contractVersion}', {
        params,
        body: { terms, note },
      }),
    )
  }, 'programmes')
}

export function useForce() {
  return useChange(async (of: ContractVersion) => {
    const params = {
      path: { id: of.programmeId, contractVersion: of.id },
      header: ifMatch(of.version),
    }
    return body(
      await api.POST('/programmes/{id}/versions/{contractVersion}/force', {
        params,
        body: { endEarlier: true },
      }),
    )
  }, 'programmes')
}

export function useForgetDraft() {
  return useChange(async (of: ContractVersion) => {
    const params = { path: { id: of.programmeId, contractVersion: of.id } }
    return body(await api.DELETE('/programmes/{id}/versions/{contractVersion}', { params }))
  }, 'programmes')
}

export function useAsk() {
  return useChange(
    async (order: Schemas['CommitmentOrder']) =>
      body(await api.POST('/commitments', { body: order, params: { header: idempotencyKey() } })),
    'commitments',
  )
}

/** The vendor's answer: all of it where there are no cuts. */
export function useAnswer() {
  return useChange(
    async ({ of, cuts, note }: { of: Commitment; cuts: CommitmentCut[]; note: string }) => {
      const params = { path: { id: of.id }, header: ifMatch(of.version) }
      return body(await api.POST('/commitments/{id}/answer', { params, body: { cuts, note } }))
    },
    'commitments',
  )
}

/** What the owner makes of an answer. */
export function useDecide() {
  return useChange(
    async ({ of, ...decision }: { of: Commitment } & Schemas['CommitmentDecision']) => {
      const params = { path: { id: of.id }, header: ifMatch(of.version) }
      return body(await api.POST('/commitments/{id}/decision', { params, body: decision }))
    },
    'commitments',
  )
}

/** Sends a roster or delivered hours, or looks what sending them would do. */
export function useSendHours() {
  return useChange(
    async ({ programme, ...upload }: { programme: number } & Schemas['HoursUpload']) =>
      body(
        await api.POST('/programmes/{id}/hours-files', {
          params: { path: { id: programme } },
          body: upload,
        }),
      ),
    'commitments',
  )
}

/** What a division would rest on, filled from contracts, forecasts and quality. */
export async function fillAllocation(from: string, to: string, queue: number[]) {
  return body(await api.GET('/allocation-inputs', { params: { query: { from, to, queue } } }))
}

export async function solveAllocation(input: AllocationInput) {
  return body(await api.POST('/allocation-solutions', { body: input }))
}

export function useSaveAllocation() {
  return useChange(
    async (input: AllocationInput) =>
      body(await api.POST('/allocations', { body: input, params: { header: idempotencyKey() } })),
    'allocations',
  )
}

export function useApprove() {
  return useChange(
    async ({ id, version }: Allocation) => {
      const params = { path: { id }, header: ifMatch(version) }
      return body(await api.POST('/allocations/{id}/approval', { params }))
    },
    'allocations',
    'programmes',
  )
}
