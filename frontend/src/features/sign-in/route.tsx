import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { sessionQuery } from '@/api/session'
import { rootRoute } from '@/app/root-route'
import { text } from '@/app/search'

interface SignInSearch {
  /** Where to go afterwards. */
  next?: string
  /** An earlier session ended by itself. */
  ended?: boolean
}

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    next: local(text(search.next)),
    ended: search.ended === true || undefined,
  }),
  beforeLoad: async ({ context, search }) => {
    const me = await context.queryClient.ensureQueryData(sessionQuery).catch(() => null)
    if (me) throw redirect({ href: search.next ?? '/' })
  },
  component: lazyRouteComponent(() => import('./page'), 'SignInPage'),
})

// Only a place of this app: an address elsewhere would let a link lead people away.
function local(next: string | undefined): string | undefined {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : undefined
}

export const routes = [signIn] as const
