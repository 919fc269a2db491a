import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id, ids, oneOf } from '@/app/search'
import { shellRoute } from '@/app/shell-route'
import { MEASURES, type Measure } from './curve'

/** How the list of forecasts is narrowed. */
export interface ForecastsSearch {
  queue?: number
  /** The drawer that orders a forecast is open. */
  order?: boolean
}

export const VIEWS = ['chart', 'table', 'backtest', 'method'] as const
export const STEPS = ['interval', 'day', 'week'] as const
export type View = (typeof VIEWS)[number]
export type Step = (typeof STEPS)[number]

/** What stands beside the chart. */
export const PANELS = ['adjust', 'whatif', 'compare', 'today', 'none'] as const
export type PanelName = (typeof PANELS)[number]

/** What is on screen of one forecast. */
export interface ForecastSearch {
  view?: View
  /** How fine; while none is named, what fits the days in sight. */
  step?: Step
  measure?: Measure
  /** First and last day in sight. */
  from?: string
  to?: string
  /** How many weeks back the weeks lie that are laid over the forecast. */
  past?: number[]
  /** The forecast to compare with. */
  with?: number
  /** The locked forecast to compare with. */
  lock?: number
  panel?: PanelName
  /** First day of the back-test. */
  origin?: string
  /** The job that makes the forecast. */
  job?: number
}

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/forecast',
  validateSearch: (search: Record<string, unknown>): ForecastsSearch => ({
    queue: id(search.queue),
    order: search.order === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./page'), 'ForecastPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/forecast/$forecastId',
  params: {
    parse: ({ forecastId }) => ({ forecastId: id(forecastId) ?? 0 }),
    stringify: ({ forecastId }) => ({ forecastId: String(forecastId) }),
  },
  validateSearch: (search: Record<string, unknown>): ForecastSearch => ({
    view: oneOf(search.view, VIEWS),
    step: oneOf(search.step, STEPS),
    from: date(search.from),
    to: date(search.to),
    measure: oneOf(search.measure, MEASURES),
    past: ids(search.past),
    with: id(search.with),
    lock: id(search.lock),
    panel: oneOf(search.panel, PANELS),
    origin: date(search.origin),
    job: id(search.job),
  }),
  component: lazyRouteComponent(() => import('./run-page'), 'ForecastRunPage'),
})

export const routes = [list, one] as const
