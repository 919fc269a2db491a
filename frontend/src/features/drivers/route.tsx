import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is on screen of one driver. */
export interface DriverSearch {
  /** First and last day in sight. */
  from?: string
  to?: string
  /** The driver itself is being edited. */
  edit?: boolean
  /** A file of values is being taken over. */
  file?: boolean
}

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/drivers',
  validateSearch: (search: Record<string, unknown>): { edit?: number | 'new' } => ({
    edit: search.edit === 'new' ? 'new' : id(search.edit),
  }),
  component: lazyRouteComponent(() => import('./page'), 'DriversPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/drivers/$driverId',
  params: {
    parse: ({ driverId }) => ({ driverId: id(driverId) ?? 0 }),
    stringify: ({ driverId }) => ({ driverId: String(driverId) }),
  },
  validateSearch: (search: Record<string, unknown>): DriverSearch => ({
    from: date(search.from),
    to: date(search.to),
    edit: search.edit === true || undefined,
    file: search.file === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./driver-page'), 'DriverPage'),
})

export const routes = [list, one] as const
