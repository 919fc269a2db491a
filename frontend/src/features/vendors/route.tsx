import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is on screen of the shortfall board. */
export interface ShortfallSearch {
  queue?: number
  /** First day of the week on screen. */
  from?: string
  /** The commitment whose drawer is open. */
  commitment?: number
  /** The drawer that asks for hours, or the one that sends a file, is open. */
  ask?: boolean
  send?: boolean
}

const programmeParams = {
  parse: ({ programmeId }: { programmeId: string }) => ({ programmeId: id(programmeId) ?? 0 }),
  stringify: ({ programmeId }: { programmeId: number }) => ({
    programmeId: String(programmeId),
  }),
}

const rows = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors',
  component: lazyRouteComponent(() => import('./page'), 'VendorsPage'),
})

const programme = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/programmes/$programmeId',
  params: programmeParams,
  validateSearch: (search: Record<string, unknown>): { version?: number } => ({
    version: id(search.version),
  }),
  component: lazyRouteComponent(() => import('./programme-page'), 'ProgrammePage'),
})

const draft = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/programmes/$programmeId/draft',
  params: programmeParams,
  /** The version to begin from, where there is no draft yet. */
  validateSearch: (search: Record<string, unknown>): { basis?: number } => ({
    basis: id(search.basis),
  }),
  component: lazyRouteComponent(() => import('./draft/page'), 'DraftPage'),
})

const shortfall = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/shortfall',
  validateSearch: (search: Record<string, unknown>): ShortfallSearch => ({
    queue: id(search.queue),
    from: date(search.from),
    commitment: id(search.commitment),
    ask: search.ask === true || undefined,
    send: search.send === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./shortfall-page'), 'ShortfallPage'),
})

const allocation = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/allocation',
  validateSearch: (search: Record<string, unknown>): { show?: number } => ({
    show: id(search.show),
  }),
  component: lazyRouteComponent(() => import('./allocation-page'), 'AllocationPage'),
})

export const routes = [rows, programme, draft, shortfall, allocation] as const
