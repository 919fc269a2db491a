import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id, ids, oneOf, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is on screen of the list of plans. */
export interface CapacityPlansSearch {
  /** The drawer that makes one is open. */
  new?: boolean
}

export const STEPS = ['week', 'month'] as const
export const SHOWS = ['people', 'hours', 'money'] as const
export const PANELS = ['group', 'transfers', 'scenarios', 'proposal', 'changes'] as const

export type Step = (typeof STEPS)[number]
export type Show = (typeof SHOWS)[number]
export type PanelName = (typeof PANELS)[number]

/** What is on screen of one plan. Groups and weeks are counted from 1. */
export interface CapacityPlanSearch {
  scenario?: string
  step?: Step
  show?: Show
  /** The groups that are open in the table. */
  open?: number[]
  /** The group that is drawn; all together unless told otherwise. */
  group?: number
  /** The week whose figures are explained, of the group. */
  week?: number
  panel?: PanelName
}

/** Which plans and scenarios stand side by side: 3, or 3~busy. */
export interface CapacityCompareSearch {
  with?: string
}

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/capacity',
  validateSearch: (search: Record<string, unknown>): CapacityPlansSearch => ({
    new: search.new === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./page'), 'CapacityPlansPage'),
})

const params = {
  parse: ({ planId }: { planId: string }) => ({ planId: id(planId) ?? 0 }),
  stringify: ({ planId }: { planId: number }) => ({ planId: String(planId) }),
}

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/capacity/$planId',
  params,
  validateSearch: (search: Record<string, unknown>): CapacityPlanSearch => ({
    scenario: text(search.scenario),
    step: oneOf(search.step, STEPS),
    show: oneOf(search.show, SHOWS),
    open: ids(search.open),
    group: id(search.group),
    week: id(search.week),
    panel: oneOf(search.panel, PANELS),
  }),
  component: lazyRouteComponent(() => import('./plan-page'), 'CapacityPlanPage'),
})

const compare = createRoute({
  getParentRoute: () => shellRoute,
  path: '/capacity/$planId/compare',
  params,
  validateSearch: (search: Record<string, unknown>): CapacityCompareSearch => ({
    with: text(search.with),
  }),
  component: lazyRouteComponent(() => import('./compare-page'), 'CapacityComparePage'),
})

export const routes = [list, one, compare] as const
