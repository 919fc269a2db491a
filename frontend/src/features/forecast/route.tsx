import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '@/app/shell-route'

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/forecast',
  component: lazyRouteComponent(() => import('./page'), 'ForecastPage'),
})

export const routes = [list] as const
