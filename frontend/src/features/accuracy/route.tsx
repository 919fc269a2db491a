import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { ADJUSTMENT_GROUPS, type AdjustmentGroup, GROUPS, type Group } from '@/api/accuracy'
import { date, id, ids, oneOf } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is on screen of the accuracy of forecasts. */
export interface AccuracySearch {
  /** The queues in sight; all of the site while it names none. */
  queues?: number[]
  from?: string
  to?: string
  /** Days ahead that a forecast must have been made. */
  lead?: number
  by?: Group
  /** By what the scores of adjustments are put together. */
  adjusted?: AdjustmentGroup
}

const accuracy = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accuracy',
  validateSearch: (search: Record<string, unknown>): AccuracySearch => ({
    queues: ids(search.queues),
    from: date(search.from),
    to: date(search.to),
    lead: id(search.lead),
    by: oneOf(search.by, GROUPS),
    adjusted: oneOf(search.adjusted, ADJUSTMENT_GROUPS),
  }),
  component: lazyRouteComponent(() => import('./page'), 'AccuracyPage'),
})

export const routes = [accuracy] as const
