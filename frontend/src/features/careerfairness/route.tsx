import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** By which attribute groups are compared. */
export interface FairChanceSearch {
  by?: string
}

const fairChances = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/fairness',
  validateSearch: (search: Record<string, unknown>): FairChanceSearch => ({ by: text(search.by) }),
  component: lazyRouteComponent(() => import('./page'), 'FairChancesPage'),
})

export const routes = [fairChances] as const
