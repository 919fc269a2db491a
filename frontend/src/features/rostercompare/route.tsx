import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id, oneOf, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

export const EDITIONS = ['draft', 'published', 'kept'] as const
export type Edition = (typeof EDITIONS)[number]

export const WHO = ['more', 'fewer', 'burdened', 'relieved', 'refused', 'granted'] as const
export type Who = (typeof WHO)[number]

/** What is held against what, and who of the people is in sight. */
export interface CompareSearch {
  /** Which plan of the roster in the path; unless told, what people were told where they were. */
  edition?: Edition
  /** Which earlier plan, of an edition that was kept. */
  kept?: number
  /** The other roster; unless told, the same one as it stands. */
  with?: number
  withEdition?: Edition
  withKept?: number
  /** The queue of the chart; all together when absent. */
  queue?: number
  /** Only people and shifts with this in their name or code. */
  q?: string
  who?: Who
}

const compared = createRoute({
  getParentRoute: () => shellRoute,
  path: '/roster/$rosterId/compare',
  params: {
    parse: ({ rosterId }) => ({ rosterId: id(rosterId) ?? 0 }),
    stringify: ({ rosterId }) => ({ rosterId: String(rosterId) }),
  },
  validateSearch: (search: Record<string, unknown>): CompareSearch => ({
    edition: oneOf(search.edition, EDITIONS),
    kept: id(search.kept),
    with: id(search.with),
    withEdition: oneOf(search.withEdition, EDITIONS),
    withKept: id(search.withKept),
    queue: id(search.queue),
    q: text(search.q),
    who: oneOf(search.who, WHO),
  }),
  component: lazyRouteComponent(() => import('./page'), 'RosterComparePage'),
})

export const routes = [compared] as const
