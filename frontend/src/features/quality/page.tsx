import { Group, Select, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useList } from '@/api/resource'
import { useSite } from '@/api/sites'
import { queues } from '@/api/workforce'
import { QualityIcon } from '@/design/icons'
import { todayIn } from '@/features/forecast/days'
import { Empty } from '@/parts/empty'
import { optionsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import { Loaded } from '@/parts/loaded'
import { dayAfter, monthsAfter } from '@/parts/months/dates'
import { Page } from '@/parts/page'
import { QualityView } from './quality-view'
import { qualityQuery } from './queries'
import type { QualitySearch } from './route'
import { useQualityStrings } from './strings'

const route = getRouteApi('/shell/quality')

/** How far the history of a queue can be trusted, and what the models learn instead. */
export function QualityPage() {
  const t = useQualityStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const site = useSite()
  const list = useList(queues)
  const mine = list.data?.filter(({ siteId }) => siteId === site?.id) ?? []
  const queue = mine.find(({ id }) => id === search.queue) ?? mine[0]
  const to = search.to ?? dayAfter(todayIn(site?.zone, new Date()), -1)
  const from = search.from && search.from <= to ? search.from : sixMonthsBefore(to)
  const query = useQuery({
    ...qualityQuery(queue?.id ?? 0, from, to),
    enabled: queue !== undefined,
    placeholderData: (old, past) =>
      past?.queryKey[1] === queue?.id ? keepPreviousData(old) : undefined,
  })
  const show = (change: Partial<QualitySearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
  return (
    <Page title={t('title')}>
      {list.data && !queue ? (
        <Empty icon={QualityIcon} title={t('noQueue')} text={t('noQueueText')} />
      ) : (
        <Stack gap="md">
          <Text c="dimmed" maw={820}>
            {t('text')}
          </Text>
          <Group gap="sm" align="flex-end">
            <Select
              label={t('queue')}
              data={optionsOf(mine)}
              value={queue ? String(queue.id) : null}
              allowDeselect={false}
              searchable
              w={260}
              onChange={(id) => show({ queue: Number(id), day: undefined })}
            />
            <DayField
              label={t('from')}
              w={150}
              value={from}
              maxDate={to}
              onChange={(day) => day && show({ from: day })}
            />
            <DayField
              label={t('to')}
              w={150}
              value={to}
              minDate={from}
              onChange={(day) => day && show({ to: day })}
            />
          </Group>
          <Loaded query={query}>
            {(quality) => (
              <QualityView quality={quality} day={search.day} onDay={(day) => show({ day })} />
            )}
          </Loaded>
        </Stack>
      )}
    </Page>
  )
}

// whole months, so that none is drawn in part
function sixMonthsBefore(day: string): string {
  return `${monthsAfter(day, -5).slice(0, 7)}-01`
}
