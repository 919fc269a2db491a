import {
  createRoute,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { sessionQuery } from '@/api/session'
import { rootRoute } from './root-route'
import { id } from './search'
import { CrashPage, NotFoundPage } from './trouble'

/** What the address of every screen may say. It is kept from one screen to the next. */
export interface ShellSearch {
  /** The site on screen. */
  site?: number
}

/**
 * The parent of every screen: navigation around it, and nobody gets in without
 * signing in first. A screen makes its route with `getParentRoute: () => shellRoute`.
 */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  validateSearch: (search: Record<string, unknown>): ShellSearch => ({ site: id(search.site) }),
  search: { middlewares: [retainSearchParams(['site'])] },
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(sessionQuery)
    if (!me) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: lazyRouteComponent(() => import('./shell'), 'Shell'),
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
})
