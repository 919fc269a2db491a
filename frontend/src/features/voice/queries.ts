import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from '@/api/client'
import '@/api/refusals/vendors'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type Report = Schemas['VoiceReport']
export type Figure = Schemas['VoiceFigure']
export type Goal = Schemas['VoiceGoal']
export type Change = Schemas['VoiceChange']
export type ReasonFigure = Schemas['VoiceReasonFigure']
export type Reason = Schemas['VoiceReason']
export type ReasonFields = Schemas['VoiceReasonFields']
export type Terms = Schemas['VoiceTerms']
export type TermsFields = Schemas['VoiceTermsFields']
export type Topic = Schemas['VoiceTopic']
export type Run = Schemas['VoiceRun']
export type Problem = Schemas['VoiceProblem']
export type NewProblem = Schemas['NewVoiceProblem']
export type Board = Schemas['ProblemBoard']
export type Account = Schemas['DepartmentAccount']
export type Value = Schemas['VoiceValue']
export type ReasonValue = Schemas['VoiceReasonValue']
export type SolvedValue = Schemas['VoiceSolvedValue']
export type Amount = Schemas['VoiceAmount']
export type Worth = Schemas['VoiceWorth']
export type Move = Schemas['ProblemMove']

/** Whose contacts of which days. */
export interface Window {
  readonly from: string
  readonly to: string
  readonly programmeId: number
}

const KEY = 'voice'

export const reportQuery = (window: Window) =>
  queryOptions({
    queryKey: [KEY, 'report', window],
    queryFn: async () => body(await api.GET('/voice/report', { params: { query: window } })),
  })

export const valueQuery = (window: Window) =>
  queryOptions({
    queryKey: [KEY, 'value', window],
    queryFn: async () => body(await api.GET('/voice/value', { params: { query: window } })),
  })

export const contactsQuery = (window: Window, reasonId: number) =>
  queryOptions({
    queryKey: [KEY, 'contacts', window, reasonId],
    queryFn: async () =>
      body(
        await api.GET('/voice/contacts', { params: { query: { ...window, reasonId, limit: 30 } } }),
      ).items,
  })

export const reasonsQuery = queryOptions({
  queryKey: [KEY, 'reasons'],
  queryFn: async () => body(await api.GET('/voice/reasons')).items,
})

export const termsQuery = queryOptions({
  queryKey: [KEY, 'terms'],
  queryFn: async () => body(await api.GET('/voice/terms')),
})

const WAIT_MS = 2000
const LONGEST_MS = 1_800_000

/** A run that is still at work; one that is older than its time limit has failed. */
export const isRunning = ({ done, createdAt }: Run) =>
  !done && Date.now() - Date.parse(createdAt) < LONGEST_MS

export const runsQuery = queryOptions({
  queryKey: [KEY, 'runs'],
  refetchInterval: (query) => (query.state.data?.some(isRunning) ? WAIT_MS : false),
  queryFn: async () => body(await api.GET('/voice/runs')).items,
})

export const runQuery = (id: number) =>
  queryOptions({
    queryKey: [KEY, 'run', id],
    queryFn: async () => body(await api.GET('/voice/runs/{id}', { params: { path: { id } } })),
  })

export const boardQuery = (closed: boolean) =>
  queryOptions({
    queryKey: [KEY, 'board', closed],
    queryFn: async () => body(await api.GET('/voice/problems', { params: { query: { closed } } })),
  })

export const problemQuery = (id: number) =>
  queryOptions({
    queryKey: [KEY, 'problem', id],
    queryFn: async () => body(await api.GET('/voice/problems/{id}', { params: { path: { id } } })),
  })

/** Does something, then asks afresh for everything that customers said. */
function useAct<V, R>(act: (value: V) => Promise<R>, done?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: done,
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

const asFile = { bodySerializer: (sent: unknown) => sent as BodyInit }

export const useTakeTickets = () =>
  useAct(async ({ file, zone, newReasons }: { file: File; zone: string; newReasons: boolean }) =>
    body(
      await api.POST('/voice/contacts/import', {
        params: { query: { zone, newReasons } },
        body: file as unknown as string,
        ...asFile,
        headers: { 'Content-Type': 'text/csv' },
      }),
    ),
  )

export const useTakeOrders = () =>
  useAct(async (file: File) =>
    body(
      await api.POST('/voice/orders/import', {
        body: file as unknown as string,
        ...asFile,
        headers: { 'Content-Type': 'text/csv' },
      }),
    ),
  )

export const useOrderRun = () =>
  useAct(async (window: Window) =>
    body(
      await api.POST('/voice/runs', {
        params: { header: idempotencyKey() },
        body: { ...window, seed: 1 },
      }),
    ),
  )

export const useNameTopic = () =>
  useAct(async ({ topic, name }: { topic: Topic; name: string }) =>
    body(
      await api.PUT('/voice/topics/{id}/name', {
        params: { path: { id: topic.id }, header: ifMatch(topic.version) },
        body: { name },
      }),
    ),
  )

export const useJoinTopics = () =>
  useAct(async ({ id, otherId }: { id: number; otherId: number }) =>
    body(
      await api.POST('/voice/topics/{id}/join', { params: { path: { id } }, body: { otherId } }),
    ),
  )

export const useFileTopic = () =>
  useAct(async ({ id, filing }: { id: number; filing: Schemas['VoiceTopicFiling'] }) =>
    body(
      await api.POST('/voice/topics/{id}/reason', {
        params: { path: { id }, header: idempotencyKey() },
        body: filing,
      }),
    ),
  )

/** Keeps a new reason, or a change of one. */
export const usePutReason = () =>
  useAct(async ({ of, fields }: { of: Reason | undefined; fields: ReasonFields }) => {
    if (!of) return body(await api.POST('/voice/reasons', { body: fields }))
    const params = { path: { id: of.id }, header: ifMatch(of.version) }
    return body(await api.PUT('/voice/reasons/{id}', { params, body: fields }))
  })

/** Replaces what was agreed with the departments. */
export const useSetTerms = (done?: () => void) =>
  useAct(
    async ({ version, fields }: { version: number; fields: TermsFields }) =>
      body(await api.PUT('/voice/terms', { params: { header: ifMatch(version) }, body: fields })),
    done,
  )

export const useOpenProblem = () =>
  useAct(async (problem: NewProblem) =>
    body(
      await api.POST('/voice/problems', {
        params: { header: idempotencyKey() },
        body: problem,
      }),
    ),
  )

export const useMove = (done: () => void) =>
  useAct(
    async ({ problem, move }: { problem: Problem; move: Move }) =>
      body(
        await api.POST('/voice/problems/{id}/steps', {
          params: { path: { id: problem.id }, header: ifMatch(problem.version) },
          body: move,
        }),
      ),
    done,
  )
