import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '@/app/shell-route'

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/staffing',
  component: lazyRouteComponent(() => import('./page'), 'StaffingPage'),
})

export const routes = [list] as const
