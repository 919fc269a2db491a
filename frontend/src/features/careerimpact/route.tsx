import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '@/app/shell-route'

const impact = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/fairness/impact',
  component: lazyRouteComponent(() => import('./page'), 'ImpactPage'),
})

export const routes = [impact] as const
