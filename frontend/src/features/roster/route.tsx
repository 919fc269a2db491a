import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '@/app/shell-route'

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/roster',
  component: lazyRouteComponent(() => import('./page'), 'RosterPage'),
})

export const routes = [list] as const
