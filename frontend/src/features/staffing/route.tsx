import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id, ids, oneOf, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is on screen of the list of requirements. */
export interface StaffingSearch {
  queue?: number
  /** The forecast to staff: the drawer that asks for the goal is open. */
  forecast?: number
  /** The drawer is open with nothing chosen. */
  new?: boolean
}

export const FIGURES = [
  'agents',
  'scheduled',
  'net',
  'serviceLevel',
  'followed',
  'occupancy',
  'paid',
  'stationary',
  'added',
  'queueAfter',
] as const
export type Figure = (typeof FIGURES)[number]

/** What is on screen of one requirement. */
export interface RequirementSearch {
  figure?: Figure
  view?: 'map' | 'table'
  /** The interval whose reasons are open, counted from 1 so that the address can name the first. */
  cell?: number
}

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/staffing',
  validateSearch: (search: Record<string, unknown>): StaffingSearch => ({
    queue: id(search.queue),
    forecast: id(search.forecast),
    new: search.new === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./page'), 'StaffingPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/staffing/$requirementId',
  params: {
    parse: ({ requirementId }) => ({ requirementId: id(requirementId) ?? 0 }),
    stringify: ({ requirementId }) => ({ requirementId: String(requirementId) }),
  },
  validateSearch: (search: Record<string, unknown>): RequirementSearch => ({
    figure: oneOf(search.figure, FIGURES),
    view: oneOf(search.view, ['map', 'table']),
    cell: id(search.cell),
  }),
  component: lazyRouteComponent(() => import('./requirement-page'), 'RequirementPage'),
})

/** A set of requirements under a name: the address is all there is of it, to be kept as a bookmark. */
export interface CompareSetSearch {
  requirement?: number[]
  name?: string
}

export const MOST_COMPARED = 4

const set = createRoute({
  getParentRoute: () => shellRoute,
  path: '/staffing/compare',
  validateSearch: (search: Record<string, unknown>): CompareSetSearch => ({
    requirement: ids(search.requirement)?.slice(0, MOST_COMPARED),
    name: text(search.name)?.slice(0, 100),
  }),
  component: lazyRouteComponent(() => import('./compare-set-page'), 'CompareSetPage'),
})

const compared = createRoute({
  getParentRoute: () => shellRoute,
  path: '/staffing/$requirementId/compare/$otherId',
  params: {
    parse: ({ requirementId, otherId }) => ({
      requirementId: id(requirementId) ?? 0,
      otherId: id(otherId) ?? 0,
    }),
    stringify: ({ requirementId, otherId }) => ({
      requirementId: String(requirementId),
      otherId: String(otherId),
    }),
  },
  component: lazyRouteComponent(() => import('./compare-page'), 'ComparePage'),
})

export const routes = [list, set, one, compared] as const
