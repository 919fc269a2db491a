import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

const year = createRoute({
  getParentRoute: () => shellRoute,
  path: '/calendars/$calendarId',
  params: {
    parse: ({ calendarId }) => ({ calendarId: id(calendarId) ?? 0 }),
    stringify: ({ calendarId }) => ({ calendarId: String(calendarId) }),
  },
  validateSearch: (search: Record<string, unknown>): { year?: number } => ({
    year: yearOf(search.year),
  }),
  component: lazyRouteComponent(() => import('./page'), 'CalendarPage'),
})

function yearOf(value: unknown): number | undefined {
  const number = id(value)
  return number && number >= 1900 && number <= 2200 ? number : undefined
}

export const routes = [year] as const
