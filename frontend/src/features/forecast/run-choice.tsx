import { Group, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useNames } from '@/api/resource'
import type { Forecast } from '@/api/types'
import { queues } from '@/api/workforce'
import { useFormat } from '@/format'
import { forecastsQuery } from './queries'
import { useForecastStrings } from './strings'

const route = getRouteApi('/shell/forecast/$forecastId')

/** Goes from queue to queue of a site, and from run to run of a queue, with the screen as it is. */
export function RunChoice({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const format = useFormat()
  const navigate = route.useNavigate()
  const queueName = useNames(queues)
  const { data: all = [] } = useQuery(forecastsQuery(undefined))
  const { data: own = [] } = useQuery(forecastsQuery(forecast.queueId))
  const newest = newestOfEach(all.filter(({ siteId }) => siteId === forecast.siteId))
  const runs = own.some(({ id }) => id === forecast.id) ? own : [forecast, ...own]
  const go = (id: string) =>
    void navigate({
      params: { forecastId: Number(id) },
      search: (old) => ({ ...old, with: undefined, lock: undefined, job: undefined }),
    })
  return (
    <Group gap="xs">
      {newest.length > 1 && (
        <NativeSelect
          aria-label={t('queue')}
          value={String(forecast.queueId)}
          onChange={({ currentTarget: { value } }) => {
            const run = newest.find(({ queueId }) => String(queueId) === value)
            if (run) go(String(run.id))
          }}
          data={newest.map(({ queueId }) => ({
            value: String(queueId),
            label: queueName(queueId) || `#${queueId}`,
          }))}
        />
      )}
      <NativeSelect
        aria-label={t('run.which')}
        value={String(forecast.id)}
        onChange={(event) => go(event.currentTarget.value)}
        data={runs.map(({ id, createdAt, zone }) => ({
          value: String(id),
          label: t('controls.run', { id, when: format.dateTime(createdAt, zone) }),
        }))}
      />
    </Group>
  )
}

/** The newest finished run of each queue; runs come newest first. */
export function newestOfEach(runs: readonly Forecast[]): Forecast[] {
  const found = new Map<number, Forecast>()
  for (const run of runs) {
    if (run.state === 'done' && !found.has(run.queueId)) found.set(run.queueId, run)
  }
  return [...found.values()].toSorted((a, b) => a.queueId - b.queueId)
}
