import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, oneOf } from '@/app/search'
import { shellRoute } from '@/app/shell-route'
import { ACCOUNTS, type Account } from './accounts'

/** What is on screen of the burdens of a site. */
export interface FairnessSearch {
  account?: Account
  to?: string
  /** The drawer of corrections is open. */
  correct?: boolean
  /** The drawer of the site's terms is open. */
  terms?: boolean
}

const fairness = createRoute({
  getParentRoute: () => shellRoute,
  path: '/fairness',
  validateSearch: (search: Record<string, unknown>): FairnessSearch => ({
    account: oneOf(search.account, ACCOUNTS),
    to: date(search.to),
    correct: search.correct === true || undefined,
    terms: search.terms === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./page'), 'FairnessPage'),
})

export const routes = [fairness] as const
