import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { calendarYearQuery } from '@/api/calendar-days'
import { useList } from '@/api/resource'
import type { CalendarDay } from '@/api/types'
import { sites } from '@/api/workforce'
import { addDays } from '../days'
import type { Window } from '../zoom'
import { joined, type LaneItem } from './lane'

const NONE: readonly CalendarDay[] = []

/** The special days of a site's calendar within a window, and which calendar that is. */
export function useEvents(siteId: number, { from, to }: Window) {
  const { data: all = [] } = useList(sites)
  const calendarId = all.find(({ id }) => id === siteId)?.calendarId
  const first = Number(from.slice(0, 4))
  const years = Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, i) => first + i)
  const days = useQueries({
    queries: years.map((year) => ({
      ...calendarYearQuery(calendarId ?? 0, year),
      enabled: calendarId !== undefined,
    })),
    combine: (answers) => answers.map(({ data }) => data?.days ?? NONE),
  })
  const items = useMemo(
    (): LaneItem[] =>
      joined(
        days.flat().map(({ date, kind, name }) => ({
          key: `${kind} ${date} ${name}`,
          kind,
          name,
          from: date,
          to: date,
        })),
        (day) => addDays(day, 1),
      ),
    [days],
  )
  return { items, calendarId }
}
