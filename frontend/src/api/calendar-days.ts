import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from './client'
import type { CalendarDay } from './types'

/** The special days of a calendar in one year, and the version of the calendar they are of. */
export interface CalendarYear {
  readonly days: readonly CalendarDay[]
  /** The entity tag to send back with a change. */
  readonly etag: string
}

export function calendarYearQuery(id: number, year: number) {
  return queryOptions({
    queryKey: ['calendars', id, 'days', year],
    queryFn: async (): Promise<CalendarYear> => {
      const answer = await api.GET('/calendars/{id}/days', {
        params: { path: { id }, query: { year } },
      })
      return { days: body(answer).days, etag: answer.response.headers.get('ETag') ?? '' }
    },
  })
}

/** Makes the special days of a year exactly these. */
export function useSetCalendarYear(id: number, year: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ days, etag }: CalendarYear) =>
      api.PUT('/calendars/{id}/days', {
        params: { path: { id }, query: { year }, header: { 'If-Match': etag } },
        body: { days: [...days] },
      }),
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
