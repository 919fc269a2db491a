import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** Whose account is on screen, and of which month. */
export interface AccountSearch {
  programme?: number
  month?: string
  /** A day that is opened down to its intervals. */
  day?: string
  /** An invoice that is opened down to its lines. */
  invoice?: number
}

function readSearch(search: Record<string, unknown>): AccountSearch {
  const month = text(search.month)
  return {
    programme: id(search.programme),
    month: month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
    day: date(search.day),
    invoice: id(search.invoice),
  }
}

const figures = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/figures',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./figures-page'), 'FiguresPage'),
})

const scorecard = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/scorecard',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./scorecard-page'), 'ScorecardPage'),
})

const misses = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/misses',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./misses-page'), 'MissesPage'),
})

const money = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/money',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./money-page'), 'MoneyPage'),
})

export const routes = [figures, scorecard, misses, money] as const
