import { Button, Select, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useList } from '@/api/resource'
import { useSite } from '@/api/sites'
import { queues } from '@/api/workforce'
import { Download, OutlookIcon } from '@/design/icons'
import { Empty } from '@/parts/empty'
import { optionsOf } from '@/parts/inputs/choices'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { save } from '@/parts/save-file'
import { Assumptions } from './assumptions'
import { Controls } from './controls'
import { OutlookPlot } from './outlook-plot'
import { PeriodTable } from './period-table'
import { csvOf } from './periods'
import { outlookQuery } from './queries'
import type { OutlookSearch } from './route'
import { useOutlookStrings } from './strings'

const route = getRouteApi('/shell/outlook')
const MONTHS = 18

/** What to expect of a queue in months and years, for plans of hiring. */
export function OutlookPage() {
  const t = useOutlookStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const site = useSite()
  const list = useList(queues)
  const mine = list.data?.filter(({ siteId }) => siteId === site?.id) ?? []
  const queue = mine.find(({ id }) => id === search.queue) ?? mine[0]
  const { step = 'month', measure = 'contacts', months = MONTHS, growth } = search
  const query = useQuery({
    ...outlookQuery(queue?.id ?? 0, months, growth),
    enabled: queue !== undefined,
    placeholderData: (old, past) =>
      past?.queryKey[1] === queue?.id ? keepPreviousData(old) : undefined,
  })
  const show = (change: Partial<OutlookSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: 'growth' in change })
  const periods = step === 'month' ? query.data?.months : query.data?.weeks
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Select
            aria-label={t('queue')}
            data={optionsOf(mine)}
            value={queue ? String(queue.id) : null}
            allowDeselect={false}
            searchable
            w={240}
            onChange={(id) => show({ queue: Number(id) })}
          />
          <Button
            variant="default"
            leftSection={<Download size={16} aria-hidden />}
            disabled={!periods}
            onClick={() =>
              periods && save(csvOf(periods), `outlook-${queue?.code}-${step}.csv`, 'text/csv')
            }
          >
            {t('download')}
          </Button>
        </>
      }
    >
      {list.data && !queue ? (
        <Empty icon={OutlookIcon} title={t('noQueue')} text={t('noQueueText')} />
      ) : (
        <Stack gap="md">
          <Text c="dimmed" maw={820}>
            {t('text')}
          </Text>
          <Controls
            search={{ ...search, step, measure, months }}
            learnt={query.data?.growth}
            onChange={show}
          />
          <Loaded query={query}>
            {(outlook) => (
              <div>
                <OutlookPlot outlook={outlook} step={step} measure={measure} />
                <div style={{ height: 16 }} />
                <Assumptions outlook={outlook} />
                <PeriodTable
                  periods={step === 'month' ? outlook.months : outlook.weeks}
                  step={step}
                />
              </div>
            )}
          </Loaded>
        </Stack>
      )}
    </Page>
  )
}
