import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { date, id, oneOf, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'
import { KINDS, type Kind } from './entries'

/** What is on screen of a calendar. */
export interface CalendarSearch {
  year?: number
  /** The kinds in sight; all while it names none. */
  kinds?: Kind[]
  /** The queue whose learnt uplifts stand beside the expected ones. */
  queue?: number
  /** The entry that is open, by its key. */
  entry?: string
  /** A new entry is being written, on the days from and to where they are named. */
  add?: boolean
  from?: string
  to?: string
  /** A file of days is being taken over. */
  file?: boolean
}

const start = createRoute({
  getParentRoute: () => shellRoute,
  path: '/calendars',
  component: lazyRouteComponent(() => import('./start-page'), 'CalendarStartPage'),
})

const year = createRoute({
  getParentRoute: () => shellRoute,
  path: '/calendars/$calendarId',
  params: {
    parse: ({ calendarId }) => ({ calendarId: id(calendarId) ?? 0 }),
    stringify: ({ calendarId }) => ({ calendarId: String(calendarId) }),
  },
  validateSearch: (search: Record<string, unknown>): CalendarSearch => ({
    year: yearOf(search.year),
    kinds: kindsOf(search.kinds),
    queue: id(search.queue),
    entry: text(search.entry),
    add: search.add === true || undefined,
    from: date(search.from),
    to: date(search.to),
    file: search.file === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./page'), 'CalendarPage'),
})

function yearOf(value: unknown): number | undefined {
  const number = id(value)
  return number && number >= 1900 && number <= 2200 ? number : undefined
}

function kindsOf(value: unknown): Kind[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).flatMap((one) => oneOf(one, KINDS) ?? [])
  return list.length > 0 ? list : undefined
}

export const routes = [start, year] as const
