import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

const mine = createRoute({
  getParentRoute: () => shellRoute,
  path: '/me',
  validateSearch: (search: Record<string, unknown>): { from?: string } => ({
    from: date(search.from),
  }),
  component: lazyRouteComponent(() => import('./page'), 'MePage'),
})

const bid = createRoute({
  getParentRoute: () => shellRoute,
  path: '/me/bids/$bidId',
  params: {
    parse: ({ bidId }: { bidId: string }) => ({ bidId: id(bidId) ?? 0 }),
    stringify: ({ bidId }: { bidId: number }) => ({ bidId: String(bidId) }),
  },
  component: lazyRouteComponent(() => import('./bid-page'), 'MyBidPage'),
})

export const routes = [mine, bid] as const
