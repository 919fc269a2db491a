import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/users',
  validateSearch: (search: Record<string, unknown>): { edit?: number | 'new' } => ({
    edit: search.edit === 'new' ? 'new' : id(search.edit),
  }),
  component: lazyRouteComponent(() => import('./page'), 'UsersPage'),
})

export const routes = [list] as const
