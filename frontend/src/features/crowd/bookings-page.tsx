import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type CrowdRelease, giveRelease, releasesQuery, useCrowdAct } from '@/api/crowd'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { useCrowdStrings } from './strings'
import { CrowdTabs } from './tabs'

type Slot = CrowdRelease['slots'][number]

/** What was released, who asked, and how it filled. */
export function BookingsPage() {
  const t = useCrowdStrings()
  const query = useQuery(releasesQuery)
  return (
    <Page title={t('bookings')}>
      <CrowdTabs />
      <Loaded query={query}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={t('noReleases')} text={t('noReleasesText')} />
          ) : (
            list.map((release) => <Release key={release.id} release={release} />)
          )
        }
      </Loaded>
    </Page>
  )
}

function Release({ release }: { release: CrowdRelease }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const may = useMay('vendors:manage')
  const give = useCrowdAct(() => giveRelease(release.id))
  const columns: Column<Slot>[] = [
    {
      key: 'interval',
      header: t('interval'),
      names: true,
      cell: ({ begins, minutes }) => `${format.dateTime(begins, release.zone)}, ${minutes} min`,
    },
    { key: 'need', header: t('need'), align: 'end', cell: ({ need }) => need },
    { key: 'asked', header: t('asked'), align: 'end', cell: ({ asked }) => asked },
    { key: 'places', header: t('places'), align: 'end', cell: ({ places }) => places },
    { key: 'held', header: t('held'), align: 'end', cell: ({ held }) => held },
    {
      key: 'enough',
      header: t('enough'),
      align: 'end',
      cell: ({ enough, places }) => (places > 0 ? format.percent(enough, 0) : '–'),
    },
    { key: 'came', header: t('came'), align: 'end', cell: ({ came }) => came },
  ]
  const actions = may && release.state === 'open' && (
    <Button loading={give.isPending} onClick={() => give.mutate(undefined)}>
      {t('give')}
    </Button>
  )
  return (
    <Panel title={release.name} actions={actions}>
      {give.isError && <ErrorPanel error={give.error} />}
      <Text c="dimmed" mb="xs">
        {t(`releaseStates.${release.state}`, {
          when: format.dateTime(release.closesAt, release.zone),
        })}{' '}
        · {t(`rules.${release.rule}`)} · {t('seed', { seed: release.seed })}
      </Text>
      <DataTable
        label={release.name}
        columns={columns}
        rows={release.slots}
        rowKey={({ id }) => id}
      />
    </Panel>
  )
}
