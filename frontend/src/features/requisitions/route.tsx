import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

const requisitions = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/requisitions',
  component: lazyRouteComponent(() => import('./list-page'), 'RequisitionsPage'),
})

const requisition = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/requisitions/$id',
  params: {
    parse: (params: Record<'id', string>) => ({ id: id(params.id) ?? 0 }),
    stringify: (params: Record<'id', number>) => ({ id: String(params.id) }),
  },
  component: lazyRouteComponent(() => import('./requisition-page'), 'RequisitionPage'),
})

export const routes = [requisitions, requisition] as const
