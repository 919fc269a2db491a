import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is on screen of the designs and bids of a site. */
export interface BidsSearch {
  /** The drawer that searches for a design is open. */
  search?: boolean
  /** The drawer that offers the lines of this design is open. */
  offer?: number
}

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bids',
  validateSearch: (search: Record<string, unknown>): BidsSearch => ({
    search: search.search === true || undefined,
    offer: id(search.offer),
  }),
  component: lazyRouteComponent(() => import('./page'), 'BidsPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bids/$bidId',
  params: {
    parse: ({ bidId }: { bidId: string }) => ({ bidId: id(bidId) ?? 0 }),
    stringify: ({ bidId }: { bidId: number }) => ({ bidId: String(bidId) }),
  },
  component: lazyRouteComponent(() => import('./bid-page'), 'BidPage'),
})

const design = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bids/designs/$designId',
  params: {
    parse: ({ designId }: { designId: string }) => ({ designId: id(designId) ?? 0 }),
    stringify: ({ designId }: { designId: number }) => ({ designId: String(designId) }),
  },
  component: lazyRouteComponent(() => import('./design-page'), 'KeptDesignPage'),
})

export const routes = [list, one, design] as const
