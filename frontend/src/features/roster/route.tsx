import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id, ids, oneOf, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What the list of rosters shows. */
export interface RostersSearch {
  /** The drawer that drafts a roster is open. */
  add?: boolean
  /** Requirements that the new roster covers. */
  requirement?: number[]
}

export const VIEWS = ['grid', 'day'] as const
export const PANELS = ['issues', 'wishes', 'shift', 'slot', 'build', 'repair'] as const
export const SORTS = ['code', 'name', 'team', 'hours', 'shifts'] as const
export const WEEKS = ['1', '2', '4'] as const
export type Panel = (typeof PANELS)[number]

/** What of a roster is on screen. */
export interface RosterSearch {
  view?: (typeof VIEWS)[number]
  weeks?: (typeof WEEKS)[number]
  /** The first day in sight; in the day view, the day. */
  from?: string
  q?: string
  employer?: number
  team?: number
  queue?: number
  sort?: (typeof SORTS)[number]
  /** Only people with broken rules. */
  broken?: boolean
  panel?: Panel
  /** The slot of the roster that is being explained. */
  slot?: number
}

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/roster',
  validateSearch: (search: Record<string, unknown>): RostersSearch => ({
    add: search.add === true || undefined,
    requirement: ids(search.requirement),
  }),
  component: lazyRouteComponent(() => import('./page'), 'RosterPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/roster/$rosterId',
  params: {
    parse: ({ rosterId }) => ({ rosterId: id(rosterId) ?? 0 }),
    stringify: ({ rosterId }) => ({ rosterId: String(rosterId) }),
  },
  validateSearch: (search: Record<string, unknown>): RosterSearch => ({
    view: oneOf(search.view, VIEWS),
    weeks: oneOf(String(search.weeks), WEEKS),
    from: date(search.from),
    q: text(search.q),
    employer: id(search.employer),
    team: id(search.team),
    queue: id(search.queue),
    sort: oneOf(search.sort, SORTS),
    broken: search.broken === true || undefined,
    panel: oneOf(search.panel, PANELS),
    slot: search.slot === 0 ? 0 : id(search.slot),
  }),
  component: lazyRouteComponent(() => import('./roster-page'), 'OneRosterPage'),
})

export const routes = [list, one] as const
