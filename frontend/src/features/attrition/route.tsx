import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id, oneOf } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

export const ATTRIBUTES = [
  'site',
  'team',
  'employer',
  'source',
  'agreement',
  'language',
  'hired_quarter',
] as const
export type Attribute = (typeof ATTRIBUTES)[number]
export const EXITS = ['voluntary', 'dismissal', 'end_of_contract', 'internal_move'] as const
export type Exit = (typeof EXITS)[number]

/** What is on screen of those who stayed and left. */
export interface AttritionSearch {
  by?: Attribute
  exit?: Exit
  /** First day that is watched. */
  from?: string
  /** Site in question; not the shell's, which is always one. */
  at?: number
  months?: number
  /** The drawer that takes in a file is open. */
  file?: boolean
}

const attrition = createRoute({
  getParentRoute: () => shellRoute,
  path: '/careers/attrition',
  validateSearch: (search: Record<string, unknown>): AttritionSearch => ({
    by: oneOf(search.by, ATTRIBUTES),
    exit: oneOf(search.exit, EXITS),
    from: date(search.from),
    at: id(search.at),
    months: id(search.months),
    file: search.file === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./page'), 'AttritionPage'),
})

export const routes = [attrition] as const
