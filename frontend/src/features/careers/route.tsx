import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is chosen on the readiness board. */
export interface ReadinessSearch {
  rung?: string
  person?: number
}

const numbered = <K extends string>(key: K) => ({
  parse: (params: Record<K, string>) => ({ [key]: id(params[key]) ?? 0 }) as Record<K, number>,
  stringify: (params: Record<K, number>) => ({ [key]: String(params[key]) }) as Record<K, string>,
})

const ladders = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/ladders',
  component: lazyRouteComponent(() => import('./ladders-page'), 'LaddersPage'),
})

const ladder = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/ladders/$ladderId',
  params: numbered('ladderId'),
  component: lazyRouteComponent(() => import('./ladder-page'), 'LadderPage'),
})

const readiness = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/readiness',
  validateSearch: (search: Record<string, unknown>): ReadinessSearch => ({
    rung: text(search.rung),
    person: id(search.person),
  }),
  component: lazyRouteComponent(() => import('./readiness-page'), 'ReadinessPage'),
})

const rounds = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/rounds',
  component: lazyRouteComponent(() => import('./rounds-page'), 'RoundsPage'),
})

const round = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/rounds/$roundId',
  params: numbered('roundId'),
  component: lazyRouteComponent(() => import('./round-page'), 'RoundPage'),
})

const elections = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/elections',
  component: lazyRouteComponent(() => import('./elections-page'), 'ElectionsPage'),
})

const election = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/elections/$electionId',
  params: numbered('electionId'),
  component: lazyRouteComponent(() => import('./election-page'), 'ElectionPage'),
})

const person = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/people/$personId',
  params: numbered('personId'),
  component: lazyRouteComponent(() => import('./person/page'), 'CareerPersonPage'),
})

const path = createRoute({
  getParentRoute: () => shellRoute,
  path: '/me/path',
  component: lazyRouteComponent(() => import('./path-page'), 'PathPage'),
})

export const routes = [
  ladders,
  ladder,
  readiness,
  rounds,
  round,
  elections,
  election,
  person,
  path,
] as const
