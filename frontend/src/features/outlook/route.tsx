import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id, oneOf } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

export const STEPS = ['month', 'week'] as const
export type Step = (typeof STEPS)[number]
export const MEASURES = ['contacts', 'workload', 'aht'] as const
export type Measure = (typeof MEASURES)[number]

/** What is on screen of the long range. */
export interface OutlookSearch {
  queue?: number
  step?: Step
  measure?: Measure
  /** How many months ahead. */
  months?: number
  /** Growth in per cent a year that is assumed; undefined is as learnt. */
  growth?: number
}

const outlook = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outlook',
  validateSearch: (search: Record<string, unknown>): OutlookSearch => ({
    queue: id(search.queue),
    step: oneOf(search.step, STEPS),
    measure: oneOf(search.measure, MEASURES),
    months: monthsOf(search.months),
    growth: growthOf(search.growth),
  }),
  component: lazyRouteComponent(() => import('./page'), 'OutlookPage'),
})

const MOST_MONTHS = 24

function monthsOf(value: unknown): number | undefined {
  const months = id(value)
  return months && months <= MOST_MONTHS ? months : undefined
}

function growthOf(value: unknown): number | undefined {
  const growth = typeof value === 'string' ? Number(value) : value
  return typeof growth === 'number' && growth > -100 && growth <= 900 ? growth : undefined
}

export const routes = [outlook] as const
