import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '@/app/shell-route'

const warning = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/warning',
  component: lazyRouteComponent(() => import('./page'), 'WarningPage'),
})

export const routes = [warning] as const
