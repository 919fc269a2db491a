import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** Which days and programme are looked at. */
export interface WindowSearch {
  from?: string
  to?: string
  programme?: number
}

/** The same, and what is opened. */
export interface VoiceSearch extends WindowSearch {
  /** A reason whose contacts are read. */
  reason?: number
  /** A topic that is worked on. */
  topic?: number
}

/** Which problem is opened, or for which reason a new one is. */
export interface ProblemsSearch {
  problem?: number
  new?: number
  closed?: boolean
}

const window = (search: Record<string, unknown>): WindowSearch => ({
  from: date(search.from),
  to: date(search.to),
  programme: id(search.programme),
})

const overview = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/voice',
  validateSearch: (search: Record<string, unknown>): VoiceSearch => ({
    ...window(search),
    reason: id(search.reason),
    topic: id(search.topic),
  }),
  component: lazyRouteComponent(() => import('./page'), 'VoicePage'),
})

const problems = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/voice/problems',
  validateSearch: (search: Record<string, unknown>): ProblemsSearch => ({
    problem: id(search.problem),
    new: id(search.new),
    closed: search.closed === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./problems-page'), 'ProblemsPage'),
})

const reasons = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/voice/reasons',
  /** Which reason is changed; 0: a new one. */
  validateSearch: (search: Record<string, unknown>): { edit?: number } => ({
    edit: search.edit === 0 ? 0 : id(search.edit),
  }),
  component: lazyRouteComponent(() => import('./reasons-page'), 'ReasonsPage'),
})

const value = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/voice/value',
  validateSearch: window,
  component: lazyRouteComponent(() => import('./value-page'), 'ValuePage'),
})

export const routes = [overview, problems, reasons, value] as const
