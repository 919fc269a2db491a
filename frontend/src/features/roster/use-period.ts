import { getRouteApi } from '@tanstack/react-router'
import type { Sheet } from './model/sheet'

const route = getRouteApi('/shell/roster/$rosterId')

/** The days in sight, kept in the address. */
export function usePeriod(sheet: Sheet) {
  const { weeks, from, view = 'grid' } = route.useSearch()
  const navigate = route.useNavigate()
  const { first, last } = spanOf(sheet.days, at(sheet, from), Number(weeks ?? 4) * 7)
  const day = Math.max(0, at(sheet, from))
  const go = (to: number, change: { view?: 'grid' | 'day' } = {}) =>
    void navigate({ search: (old) => ({ ...old, ...change, from: sheet.grid.days[to] }) })
  return {
    first,
    last,
    day,
    view,
    /** The period before or after; in the day view, the day. */
    step: (by: -1 | 1) => {
      const length = view === 'day' ? 1 : last - first + 1
      const start = (view === 'day' ? day : first) + by * length
      if (start > -length && start < sheet.days) go(Math.max(0, start))
    },
    /** Brings a day into sight. */
    show: (to: number) => {
      if (view === 'day' ? to !== day : to < first || to > last) go(to)
    },
    showDay: (to: number) => go(to, { view: 'day' }),
  }
}

export type Period = ReturnType<typeof usePeriod>

function at(sheet: Sheet, day: string | undefined): number {
  return day === undefined ? 0 : Math.max(0, sheet.dayAt(day))
}

/** The first and last day of a period that holds a day; the last period is not cut short. */
export function spanOf(days: number, from: number, length: number) {
  const first = Math.max(0, Math.min(from, days - length))
  return { first, last: Math.min(days, first + length) - 1 }
}
