import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** Which scenario or hiring plan is on screen, and whether it is being written. */
export interface PlanSearch {
  open?: number
  edit?: 'new' | 'open'
  /** An earlier result; absent: the newest. */
  run?: number
}

const validateSearch = (search: Record<string, unknown>): PlanSearch => ({
  open: id(search.open),
  run: id(search.run),
  edit: search.edit === 'new' || search.edit === 'open' ? search.edit : undefined,
})

const scenarios = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/scenarios',
  validateSearch,
  component: lazyRouteComponent(() => import('./scenarios-page'), 'ScenariosPage'),
})

const hiring = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/hiring',
  validateSearch,
  component: lazyRouteComponent(() => import('./hiring-page'), 'HiringPage'),
})

export const routes = [scenarios, hiring] as const
