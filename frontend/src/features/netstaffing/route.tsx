import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id, ids, oneOf } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

export const MODES = ['net', 'plan'] as const

/** What is on screen of the list of answers. */
export interface NetListSearch {
  /** The drawer that asks is open. */
  new?: boolean
  /** Requirements chosen already. */
  requirement?: number[]
  /** A roster chosen already. */
  roster?: number
  mode?: (typeof MODES)[number]
}

export const FIGURES = ['net', 'short', 'spare', 'required', 'staffed', 'serviceLevel'] as const
export type Figure = (typeof FIGURES)[number]

/** What is on screen of one answer. */
export interface NetSearch {
  /** The queue of the map; all together when absent. */
  queue?: number
  figure?: Figure
  /** The drawer that trains is open. */
  train?: boolean
  /** The group and queue it begins with. */
  group?: string
  learns?: number
}

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/net-staffing',
  validateSearch: (search: Record<string, unknown>): NetListSearch => ({
    new: search.new === true || undefined,
    requirement: ids(search.requirement),
    roster: id(search.roster),
    mode: oneOf(search.mode, MODES),
  }),
  component: lazyRouteComponent(() => import('./page'), 'NetStaffingsPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/net-staffing/$netId',
  params: {
    parse: ({ netId }) => ({ netId: id(netId) ?? 0 }),
    stringify: ({ netId }) => ({ netId: String(netId) }),
  },
  validateSearch: (search: Record<string, unknown>): NetSearch => ({
    queue: id(search.queue),
    figure: oneOf(search.figure, FIGURES),
    train: search.train === true || undefined,
    group: typeof search.group === 'string' ? search.group : undefined,
    learns: id(search.learns),
  }),
  component: lazyRouteComponent(() => import('./report-page'), 'NetStaffingPage'),
})

const compared = createRoute({
  getParentRoute: () => shellRoute,
  path: '/net-staffing/$netId/compare/$otherId',
  params: {
    parse: ({ netId, otherId }) => ({ netId: id(netId) ?? 0, otherId: id(otherId) ?? 0 }),
    stringify: ({ netId, otherId }) => ({ netId: String(netId), otherId: String(otherId) }),
  },
  component: lazyRouteComponent(() => import('./compare-page'), 'NetComparePage'),
})

export const routes = [list, one, compared] as const
