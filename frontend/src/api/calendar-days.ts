import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, BASE, body, send } from './client'
import type { CalendarDay, CalendarImport } from './types'

/** The special days of a calendar in one year, and the version of the calendar they are of. */
export interface CalendarYear {
  readonly days: readonly CalendarDay[]
  /** The entity tag to send back with a change. */
  readonly etag: string
}

export function calendarYearQuery(id: number, year: number) {
  return queryOptions({
    queryKey: ['calendars', id, 'days', year],
    queryFn: async (): Promise<CalendarYear> => readYear(id, year),
  })
}

async function readYear(id: number, year: number, lastYear = year): Promise<CalendarYear> {
  const params = { path: { id }, query: { year, lastYear } }
  const answer = await api.GET('/calendars/{id}/days', { params })
  return { days: body(answer).days, etag: answer.response.headers.get('ETag') ?? '' }
}

/** A change of a calendar that may reach over the end of a year. */
export interface CalendarChange {
  /** The version of the calendar that the change is of. */
  readonly etag: string
  /** The years that it touches. */
  readonly years: readonly number[]
  /** The days of these years after the change, from those before. */
  readonly change: (days: readonly CalendarDay[]) => readonly CalendarDay[]
}

/** Changes the days of all years that a change touches at once: all of it is kept, or nothing. */
export function useChangeCalendar(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ etag, years, change }: CalendarChange) => {
      const year = Math.min(...years)
      const lastYear = Math.max(...years)
      const { days } = await readYear(id, year, lastYear)
      const answer = await api.PUT('/calendars/{id}/days', {
        params: { path: { id }, query: { year, lastYear }, header: { 'If-Match': etag } },
        body: { days: [...change(days)] },
      })
      return body(answer)
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['calendars'] }),
  })
}

/** Adds the statutory days of a region. Doing it twice adds nothing. */
export function useSeedCalendar(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (seed: { region: string; from: string; to: string }) =>
      body(await api.POST('/calendars/{id}/seed', { params: { path: { id } }, body: seed })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['calendars'] }),
  })
}

/** Adds the special days of a file, or only tells what that would do. */
export function useImportCalendarDays(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, dryRun }: { file: File; dryRun: boolean }) => {
      const address = `${location.origin}${BASE}/calendars/${id}/import?dryRun=${dryRun}`
      const headers = { 'Content-Type': 'application/octet-stream' }
      const answer = await send(new Request(address, { method: 'POST', body: file, headers }))
      return (await answer.json()) as CalendarImport
    },
    onSuccess: ({ written }) => written && client.invalidateQueries({ queryKey: ['calendars'] }),
  })
}
