import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

const mine = createRoute({
  getParentRoute: () => shellRoute,
  path: '/me',
  validateSearch: (search: Record<string, unknown>): { from?: string } => ({
    from: date(search.from),
  }),
  component: lazyRouteComponent(() => import('./page'), 'MePage'),
})

export const routes = [mine] as const
