import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is on screen of the quality of a history. */
export interface QualitySearch {
  queue?: number
  from?: string
  to?: string
  /** The day that is looked at. */
  day?: string
}

const quality = createRoute({
  getParentRoute: () => shellRoute,
  path: '/quality',
  validateSearch: (search: Record<string, unknown>): QualitySearch => ({
    queue: id(search.queue),
    from: date(search.from),
    to: date(search.to),
    day: date(search.day),
  }),
  component: lazyRouteComponent(() => import('./page'), 'QualityPage'),
})

export const routes = [quality] as const
