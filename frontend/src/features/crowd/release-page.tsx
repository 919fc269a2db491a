import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import {
  bookingsQuery,
  type CrowdRelease,
  chancesQuery,
  giveRelease,
  releasesQuery,
  type SlotChances,
  useCrowdAct,
  withdrawRelease,
} from '@/api/crowd'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { confirm } from '@/parts/confirm'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { BookingsTable } from './bookings-table'
import { useCrowdStrings } from './strings'

const route = getRouteApi('/shell/vendors/bookings/$releaseId')

/** A release: how its intervals may turn out, and who asked for them. */
export function ReleasePage() {
  const t = useCrowdStrings()
  const { releaseId } = route.useParams()
  const query = useQuery(releasesQuery)
  const release = query.data?.find(({ id }) => id === releaseId)
  const trail = [
    <Link key="bookings" to="/vendors/bookings">
      {t('bookings')}
    </Link>,
  ]
  return (
    <Page
      title={release?.name ?? t('bookings')}
      trail={trail}
      actions={release && <Acts release={release} />}
    >
      <Loaded query={query}>
        {() =>
          release ? (
            <>
              <Slots release={release} />
              <Bookings release={release} />
            </>
          ) : (
            <Empty title={t('noReleases')} text={t('noReleasesText')} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Acts({ release }: { release: CrowdRelease }) {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const give = useCrowdAct(() => giveRelease(release.id))
  const withdraw = useCrowdAct(() => withdrawRelease(release))
  if (!may || release.state !== 'open') return null
  const ask = () =>
    confirm({
      title: t('book.withdraw'),
      text: t('book.withdrawText'),
      yes: t('book.withdraw'),
      no: t('close'),
      act: () => withdraw.mutate(undefined),
    })
  return (
    <>
      {give.isError && <ErrorPanel error={give.error} />}
      {withdraw.isError && <ErrorPanel error={withdraw.error} />}
      <Button variant="default" onClick={ask}>
        {t('book.withdraw')}
      </Button>
      <Button loading={give.isPending} onClick={() => give.mutate(undefined)}>
        {t('give')}
      </Button>
    </>
  )
}

type Slot = CrowdRelease['slots'][number]

function Slots({ release }: { release: CrowdRelease }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const { data: chances = [] } = useQuery(chancesQuery(release.id))
  const { data: bookings = [] } = useQuery(bookingsQuery(release.id))
  const of = (slot: Slot): SlotChances | undefined =>
    chances.find(({ slotId, held }) => slotId === slot.id && held > 0)
  // once places are given nobody waits any more, but how many asked stays known
  const askedOf = (slot: Slot) =>
    slot.asked ||
    (bookings.find(({ slotId, of: asked }) => slotId === slot.id && asked > 0)?.of ?? 0)
  const share = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 0)
  const columns: Column<Slot>[] = [
    {
      key: 'interval',
      header: t('interval'),
      names: true,
      sortBy: ({ begins }) => begins,
      cell: ({ begins, minutes }) =>
        format.list([format.dateTime(begins, release.zone), format.span(minutes * 60)]),
    },
    { key: 'need', header: t('need'), align: 'end', cell: ({ need }) => need },
    { key: 'asked', header: t('asked'), align: 'end', cell: askedOf },
    { key: 'places', header: t('places'), align: 'end', cell: ({ places }) => places },
    { key: 'held', header: t('held'), align: 'end', cell: ({ held }) => held },
    { key: 'few', header: t('book.few'), align: 'end', cell: (slot) => share(of(slot)?.few) },
    { key: 'many', header: t('book.many'), align: 'end', cell: (slot) => share(of(slot)?.many) },
    { key: 'came', header: t('came'), align: 'end', cell: ({ came }) => came },
  ]
  return (
    <Panel title={t('interval')}>
      <Text c="dimmed" mb="xs">
        {t(`releaseStates.${release.state}`, {
          when: format.dateTime(release.closesAt, release.zone),
        })}{' '}
        · {t(`rules.${release.rule}`)} · {t('seed', { seed: release.seed })} ·{' '}
        {t('book.zone', { zone: release.zone })} · {t('book.windows')}
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

function Bookings({ release }: { release: CrowdRelease }) {
  const t = useCrowdStrings()
  const query = useQuery(bookingsQuery(release.id))
  return (
    <Panel title={t('book.who')}>
      <Loaded query={query}>{(rows) => <BookingsTable rows={rows} />}</Loaded>
    </Panel>
  )
}
