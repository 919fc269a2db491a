import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** How the list of people is narrowed. */
export interface PeopleSearch {
  q?: string
  employer?: number
  team?: number
  skill?: number
  /** People of every site, and not only of the one on screen. */
  everywhere?: boolean
  /** The drawer that adds a person is open. */
  add?: boolean
}

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  validateSearch: (search: Record<string, unknown>): PeopleSearch => ({
    q: text(search.q),
    employer: id(search.employer),
    team: id(search.team),
    skill: id(search.skill),
    everywhere: search.everywhere === true || undefined,
    add: search.add === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./page'), 'PeoplePage'),
})

const bringIn = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/import',
  component: lazyRouteComponent(() => import('./import-page'), 'PeopleImportPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$personId',
  params: {
    parse: ({ personId }) => ({ personId: id(personId) ?? 0 }),
    stringify: ({ personId }) => ({ personId: String(personId) }),
  },
  validateSearch: (search: Record<string, unknown>): { edit?: boolean } => ({
    edit: search.edit === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./person-page'), 'PersonPage'),
})

export const routes = [list, bringIn, one] as const
