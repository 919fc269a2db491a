import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is on screen of how people kept their shifts. */
export interface AdherenceSearch {
  from?: string
  to?: string
  team?: number
  /** Whose days are open beside the table. */
  person?: number
  /** The drawer that takes in a file is open. */
  file?: boolean
  /** The drawer of the site's terms is open. */
  terms?: boolean
}

const adherence = createRoute({
  getParentRoute: () => shellRoute,
  path: '/adherence',
  validateSearch: (search: Record<string, unknown>): AdherenceSearch => ({
    from: date(search.from),
    to: date(search.to),
    team: id(search.team),
    person: id(search.person),
    file: search.file === true || undefined,
    terms: search.terms === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./page'), 'AdherencePage'),
})

export const routes = [adherence] as const
