import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from '@/api/client'
import '@/api/refusals/vendors'
import type { components } from '@/api/schema'
import type { Metric } from './route'

type Schemas = components['schemas']
export type Standings = Schemas['QualityStandings']
export type StandingRow = Schemas['StandingRow']
export type Funnel = Schemas['QualityFunnel']
export type Chart = Schemas['QualityChart']
export type Alarm = Schemas['QualityAlarm']
export type AlarmFields = Schemas['QualityAlarmFields']
export type Form = Schemas['QualityForm']
export type FormFields = Schemas['QualityFormFields']
export type FormItem = Schemas['FormItem']
export type Answer = Schemas['FormAnswer']
export type Sample = Schemas['QualitySample']
export type SampleTests = Schemas['SampleTests']
export type SampleTest = Schemas['SampleTest']
export type SampleOrder = Schemas['QualitySampleOrder']
export type SamplePlan = Schemas['QualitySamplePlan']
export type WorklistItem = Schemas['WorklistItem']
export type Judged = Schemas['JudgedContact']
export type Evaluation = Schemas['Evaluation']
export type Appeal = Schemas['EvaluationAppeal']
export type Calibration = Schemas['Calibration']
export type Grader = Schemas['Grader']
export type GraderFields = Schemas['GraderFields']

/** Which contacts, by which failure, whose days. */
export interface Window {
  readonly from: string
  readonly to: string
  readonly metric: Metric
  readonly zone: string
}

const KEY = 'judged'

export const standingsQuery = (window: Window) =>
  queryOptions({
    queryKey: [KEY, 'standings', window],
    queryFn: async () => body(await api.GET('/quality-standings', { params: { query: window } })),
  })

export const chartsQuery = (window: Window) =>
  queryOptions({
    queryKey: [KEY, 'charts', window],
    queryFn: async () =>
      body(await api.GET('/quality-charts', { params: { query: window } })).items,
  })

export const alarmsQuery = queryOptions({
  queryKey: [KEY, 'alarms'],
  queryFn: async () => body(await api.GET('/quality-alarms')).items,
})

export const formsQuery = queryOptions({
  queryKey: [KEY, 'forms'],
  queryFn: async () =>
    body(await api.GET('/quality-forms', { params: { query: { limit: 500 } } })).items,
})

export const templatesQuery = queryOptions({
  queryKey: [KEY, 'templates'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async () => body(await api.GET('/quality-form-templates')).items,
})

export const samplesQuery = queryOptions({
  queryKey: [KEY, 'samples'],
  queryFn: async () => body(await api.GET('/quality-samples')).items,
})

export const gradersQuery = queryOptions({
  queryKey: [KEY, 'graders'],
  queryFn: async () => body(await api.GET('/quality-graders')).items,
})

export const candidatesQuery = queryOptions({
  queryKey: [KEY, 'candidates'],
  queryFn: async () => body(await api.GET('/quality-grader-candidates')).items,
})

export const worklistQuery = queryOptions({
  queryKey: [KEY, 'worklist'],
  staleTime: 0,
  queryFn: async () =>
    body(await api.GET('/quality-worklist', { params: { query: { limit: 200 } } })).items,
})

export const contactQuery = (id: number) =>
  queryOptions({
    queryKey: [KEY, 'worklist', id],
    queryFn: async () =>
      body(await api.GET('/quality-worklist/{id}', { params: { path: { id } } })),
  })

export const calibrationsQuery = queryOptions({
  queryKey: [KEY, 'calibrations'],
  queryFn: async () =>
    body(await api.GET('/quality-calibrations', { params: { query: { limit: 20 } } })).items,
})

export const appealsQuery = queryOptions({
  queryKey: [KEY, 'appeals'],
  queryFn: async () => body(await api.GET('/quality-appeals')).items,
})

export const evaluationsQuery = (query: { employer?: number; contact?: number }) =>
  queryOptions({
    queryKey: [KEY, 'evaluations', query],
    queryFn: async () =>
      body(await api.GET('/quality-evaluations', { params: { query: { ...query, limit: 300 } } }))
        .items,
  })

export const ownEvaluationsQuery = queryOptions({
  queryKey: [KEY, 'own'],
  queryFn: async () =>
    body(await api.GET('/me/evaluations', { params: { query: { limit: 20 } } })).items,
})

/** One sample with its plan. */
export const sampleQuery = (id: number) =>
  queryOptions({
    queryKey: [KEY, 'samples', id],
    queryFn: async () => body(await api.GET('/quality-samples/{id}', { params: { path: { id } } })),
  })

/** Where the sequential tests of a sample stand. */
export const testsQuery = (id: number) =>
  queryOptions({
    queryKey: [KEY, 'samples', id, 'tests'],
    queryFn: async () =>
      body(await api.GET('/quality-samples/{id}/tests', { params: { path: { id } } })),
  })

/** One evaluation, as who manages vendors or as the agent whose work it is. */
export const evaluationQuery = (id: number, own: boolean) =>
  queryOptions({
    queryKey: [KEY, 'evaluation', own, id],
    queryFn: async () => {
      const params = { path: { id } }
      return own
        ? body(await api.GET('/me/evaluations/{id}', { params }))
        : body(await api.GET('/quality-evaluations/{id}', { params }))
    },
  })

/** Does something, then asks afresh for everything that is judged. */
function useAct<V, R>(act: (value: V) => Promise<R>, done?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: done,
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

export const useGrade = () =>
  useAct(async (sent: { id: number; answers: Answer[]; note: string }) =>
    body(
      await api.POST('/quality-worklist/{id}/evaluation', {
        params: { path: { id: sent.id }, header: idempotencyKey() },
        body: { answers: sent.answers, note: sent.note },
      }),
    ),
  )

export const useSkip = () =>
  useAct(async ({ id, reason }: { id: number; reason: string }) =>
    api.POST('/quality-worklist/{id}/skip', { params: { path: { id } }, body: { reason } }),
  )

export const useContest = (own: boolean, done: () => void) =>
  useAct(async ({ id, items, reason }: { id: number; items: string[]; reason: string }) => {
    const sent = {
      params: { path: { id }, header: idempotencyKey() },
      body: { items, reason },
    }
    return own
      ? body(await api.POST('/me/evaluations/{id}/appeals', sent))
      : body(await api.POST('/quality-evaluations/{id}/appeals', sent))
  }, done)

export const useDecide = () =>
  useAct(async (sent: { appeal: Appeal; answers?: Answer[]; reason: string }) =>
    body(
      await api.POST('/quality-appeals/{id}/decision', {
        params: { path: { id: sent.appeal.id }, header: ifMatch(sent.appeal.version) },
        body: {
          overturn: sent.answers !== undefined,
          answers: sent.answers ?? [],
          reason: sent.reason,
        },
      }),
    ),
  )

export const useCalibrate = () =>
  useAct(async (weeks: number) =>
    body(
      await api.POST('/quality-calibrations', {
        params: { header: idempotencyKey() },
        body: { weeks },
      }),
    ),
  )

export const useWatch = () =>
  useAct(async (window: Window) =>
    body(
      await api.POST('/quality-alarms', { params: { header: idempotencyKey(), query: window } }),
    ),
  )

export const useWork = () =>
  useAct(async ({ alarm, fields }: { alarm: Alarm; fields: AlarmFields }) =>
    body(
      await api.PUT('/quality-alarms/{id}', {
        params: { path: { id: alarm.id }, header: ifMatch(alarm.version) },
        body: fields,
      }),
    ),
  )

export const useStartChart = () =>
  useAct(async (start: components['schemas']['ChartStart']) =>
    api.POST('/quality-chart-starts', { params: { header: idempotencyKey() }, body: start }),
  )

export const useSaveForm = () =>
  useAct(async ({ of, fields }: { of?: Form; fields: FormFields }) =>
    of
      ? body(
          await api.PUT('/quality-forms/{id}', {
            params: { path: { id: of.id }, header: ifMatch(of.version) },
            body: fields,
          }),
        )
      : body(
          await api.POST('/quality-forms', { params: { header: idempotencyKey() }, body: fields }),
        ),
  )

export const usePublish = () =>
  useAct(async (form: Form) =>
    body(
      await api.POST('/quality-forms/{id}/publication', {
        params: { path: { id: form.id }, header: ifMatch(form.version) },
      }),
    ),
  )

export const usePutGrader = () =>
  useAct(async ({ id, fields }: { id?: number; fields: GraderFields }) =>
    id
      ? body(await api.PUT('/quality-graders/{id}', { params: { path: { id } }, body: fields }))
      : body(
          await api.POST('/quality-graders', {
            params: { header: idempotencyKey() },
            body: fields,
          }),
        ),
  )

export const usePlan = () =>
  useMutation({
    mutationFn: async (order: SampleOrder) =>
      body(await api.POST('/quality-sample-plans', { body: order })),
  })

export const useDraw = () =>
  useAct(async (order: SampleOrder) =>
    body(await api.POST('/quality-samples', { params: { header: idempotencyKey() }, body: order })),
  )

export const useImportContacts = () =>
  useAct(async ({ file, zone, dryRun }: { file: File; zone: string; dryRun: boolean }) =>
    body(
      await api.POST('/quality-contacts/import', {
        params: { query: { zone, dryRun } },
        body: file as unknown as string,
        bodySerializer: (sent: unknown) => sent as BodyInit,
        headers: { 'Content-Type': 'text/csv' },
      }),
    ),
  )
