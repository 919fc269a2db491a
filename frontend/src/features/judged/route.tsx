import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id, oneOf } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

export const METRICS = ['critical', 'customer', 'business', 'compliance', 'not_passed'] as const
export type Metric = (typeof METRICS)[number]

/** Which contacts are compared, and by which failure. */
export interface StandingsSearch {
  from?: string
  to?: string
  metric?: Metric
}

/** And which alarm and row are looked at. */
export interface AlarmsSearch extends StandingsSearch {
  alarm?: number
  employer?: number
}

export const PURPOSES = ['estimate', 'screening', 'lot', 'gold', 'linking', 'own_check'] as const

/** The drawer that draws a sample, and what it begins with. */
export interface SamplesSearch {
  draw?: boolean
  purpose?: (typeof PURPOSES)[number]
  /** Whose first grades are given again. */
  gradedBy?: number
}

const standings = (search: Record<string, unknown>): StandingsSearch => ({
  from: date(search.from),
  to: date(search.to),
  metric: oneOf(search.metric, METRICS),
})

const overview = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality',
  validateSearch: standings,
  component: lazyRouteComponent(() => import('./page'), 'StandingsPage'),
})

const alarms = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality/alarms',
  validateSearch: (search: Record<string, unknown>): AlarmsSearch => ({
    ...standings(search),
    alarm: id(search.alarm),
    employer: id(search.employer),
  }),
  component: lazyRouteComponent(() => import('./alarms-page'), 'AlarmsPage'),
})

const forms = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality/forms',
  validateSearch: (search: Record<string, unknown>): { form?: number } => ({
    form: id(search.form),
  }),
  component: lazyRouteComponent(() => import('./forms-page'), 'FormsPage'),
})

const formDraft = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality/forms/$formId',
  params: {
    parse: ({ formId }: { formId: string }) => ({ formId: id(formId) ?? 0 }),
    stringify: ({ formId }: { formId: number }) => ({ formId: String(formId) }),
  },
  component: lazyRouteComponent(() => import('./form/page'), 'FormDraftPage'),
})

const samples = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality/samples',
  validateSearch: (search: Record<string, unknown>): SamplesSearch => ({
    draw: search.draw === true || undefined,
    purpose: oneOf(search.purpose, PURPOSES),
    gradedBy: id(search.gradedBy),
  }),
  component: lazyRouteComponent(() => import('./samples-page'), 'SamplesPage'),
})

const sample = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality/samples/$sampleId',
  params: {
    parse: ({ sampleId }: { sampleId: string }) => ({ sampleId: id(sampleId) ?? 0 }),
    stringify: ({ sampleId }: { sampleId: number }) => ({ sampleId: String(sampleId) }),
  },
  component: lazyRouteComponent(() => import('./sample-page'), 'SamplePage'),
})

const grade = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality/grade',
  validateSearch: (search: Record<string, unknown>): { contact?: number } => ({
    contact: id(search.contact),
  }),
  component: lazyRouteComponent(() => import('./grade-page'), 'GradePage'),
})

const calibration = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality/calibration',
  component: lazyRouteComponent(() => import('./calibration-page'), 'CalibrationPage'),
})

const appeals = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality/appeals',
  component: lazyRouteComponent(() => import('./appeals-page'), 'AppealsPage'),
})

const evaluations = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality/evaluations',
  validateSearch: (search: Record<string, unknown>): { employer?: number; contact?: number } => ({
    employer: id(search.employer),
    contact: id(search.contact),
  }),
  component: lazyRouteComponent(() => import('./evaluations-page'), 'EvaluationsPage'),
})

const params = {
  parse: ({ evaluationId }: { evaluationId: string }) => ({ evaluationId: id(evaluationId) ?? 0 }),
  stringify: ({ evaluationId }: { evaluationId: number }) => ({
    evaluationId: String(evaluationId),
  }),
}

const evaluation = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/quality/evaluations/$evaluationId',
  params,
  component: lazyRouteComponent(() => import('./evaluation-page'), 'EvaluationPage'),
})

const own = createRoute({
  getParentRoute: () => shellRoute,
  path: '/me/evaluations/$evaluationId',
  params,
  component: lazyRouteComponent(() => import('./evaluation-page'), 'OwnEvaluationPage'),
})

export const routes = [
  overview,
  alarms,
  forms,
  formDraft,
  samples,
  sample,
  grade,
  calibration,
  appeals,
  evaluations,
  evaluation,
  own,
] as const
