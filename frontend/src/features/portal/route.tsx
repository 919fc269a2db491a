import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '@/app/shell-route'

const portal = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal',
  component: lazyRouteComponent(() => import('./page'), 'PortalPage'),
})

export const routes = [portal] as const
