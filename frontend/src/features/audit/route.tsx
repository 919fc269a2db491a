import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** Which lines of the log are on screen. */
export interface AuditSearch {
  /** Whose doing, by account. */
  by?: number
  /** What it was done to, such as roster/12. */
  about?: string
  from?: string
  to?: string
}

const audit = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/audit',
  validateSearch: (search: Record<string, unknown>): AuditSearch => ({
    by: id(search.by),
    about: text(search.about),
    from: date(search.from),
    to: date(search.to),
  }),
  component: lazyRouteComponent(() => import('./page'), 'AuditPage'),
})

export const routes = [audit] as const
