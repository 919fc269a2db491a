import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, ifMatch } from '@/api/client'
import type { components } from '@/api/schema'

export type Schedule = components['schemas']['ForecastSchedule']
export type ScheduleFields = components['schemas']['ForecastScheduleFields']
export type Night = components['schemas']['ForecastNight']

const KEY = ['forecasts', 'schedule']
const ASK_AGAIN_MS = 10_000

/** Whether and how queues are forecast at night, with the last night of each site. */
export function scheduleQuery() {
  return queryOptions({
    queryKey: KEY,
    queryFn: async () => body(await api.GET('/forecast-schedule')),
    refetchInterval: ({ state }) =>
      state.data?.nights.some(({ endedAt }) => endedAt === undefined) ? ASK_AGAIN_MS : false,
  })
}

/** Decides it, on the ground of the version that was seen; refused where there is a newer one. */
export function useSetSchedule() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ version, fields }: { version: number; fields: ScheduleFields }) =>
      body(
        await api.PUT('/forecast-schedule', {
          body: fields,
          params: { header: ifMatch(version) },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
}
