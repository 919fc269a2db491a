import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { difference, points, share } from './figures'
import { type NetQueue, type NetReport, netStaffingQuery } from './queries'
import { useNetStrings } from './strings'
import { Sure } from './training-panel'

const route = getRouteApi('/shell/net-staffing/$netId/compare/$otherId')

/** Two answers side by side. */
export function NetComparePage() {
  const t = useNetStrings()
  const { netId, otherId } = route.useParams()
  const a = useQuery(netStaffingQuery(netId))
  const b = useQuery(netStaffingQuery(otherId))
  useSiteInAddress(a.data?.siteId)
  return (
    <Page
      title={t('compare.title')}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/net-staffing" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
    >
      <Loaded query={a}>
        {(first) => (
          <Loaded query={b}>
            {(second) =>
              first.state === 'done' && second.state === 'done' ? (
                <Compared a={first} b={second} />
              ) : (
                <Text>{t('actions.notDone')}</Text>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

interface Pair {
  readonly a: NetQueue
  readonly b: NetQueue
}

function Compared({ a, b }: { a: NetReport; b: NetReport }) {
  const t = useNetStrings()
  const pairs = a.queues.flatMap((one): Pair[] => {
    const other = b.queues.find(({ queueId }) => queueId === one.queueId)
    return other ? [{ a: one, b: other }] : []
  })
  const alone = [...a.queues, ...b.queues].filter(
    ({ queueId }) => !pairs.some((pair) => pair.a.queueId === queueId),
  )
  if (pairs.length === 0) return <Alert color="yellow">{t('compare.apart')}</Alert>
  return (
    <>
      <Stack gap={2} mb="md">
        <Side side="A" report={a} />
        <Side side="B" report={b} />
        {(a.from !== b.from || a.days !== b.days) && (
          <Alert color="yellow">{t('compare.other')}</Alert>
        )}
        {alone.length > 0 && (
          <Text>{t('compare.onlyOne', { queues: alone.map(({ name }) => name).join(', ') })}</Text>
        )}
      </Stack>
      <Hours a={a} b={b} />
      <Panel title={t('queues.title')}>
        <PairsTable pairs={pairs} />
        <Text c="dimmed" size="sm" mt="xs">
          {t(played(pairs) ? 'compare.note' : 'compare.noteFormulas')}
        </Text>
      </Panel>
    </>
  )
}

function Side({
  side,
  report: { id, order, from, createdAt, zone },
}: {
  side: string
  report: NetReport
}) {
  const t = useNetStrings()
  const format = useFormat()
  return (
    <Text>
      <b>{side}</b>
      {colon()}
      <Anchor
        underline="always"
        renderRoot={(props) => <Link to="/net-staffing/$netId" params={{ netId: id }} {...props} />}
      >
        {t('nameOf', { id })}
      </Anchor>{' '}
      · {t(`modes.${order.mode}`)} · {format.day(from)} · {format.dateTime(createdAt, zone)}
    </Text>
  )
}

function Hours({ a, b }: { a: NetReport; b: NetReport }) {
  const t = useNetStrings()
  const format = useFormat()
  if (!a.hours || !b.hours) return null
  const rows = (['pooled', 'required', 'dedicated', 'present'] as const).map((key) => ({
    key,
    name: t(`hours.${key === 'dedicated' ? 'alone' : key}`),
    one: a.hours?.[key] ?? 0,
    two: b.hours?.[key] ?? 0,
  }))
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'name', header: t('compare.figure'), names: true, cell: ({ name }) => name },
    { key: 'a', header: 'A', align: 'end', cell: ({ one }) => format.number(one, 1) },
    { key: 'b', header: 'B', align: 'end', cell: ({ two }) => format.number(two, 1) },
    {
      key: 'change',
      header: t('compare.change'),
      align: 'end',
      cell: ({ one, two }) => format.signed(two - one, 1),
    },
  ]
  return (
    <Panel title={t('hours.title')}>
      <DataTable
        label={t('compare.hours')}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
      />
    </Panel>
  )
}

/** Whether both answers were simulated: a formula and a simulation err too differently to be compared. */
const played = (pairs: readonly Pair[]) => pairs.every(({ a, b }) => a.simulated && b.simulated)

function PairsTable({ pairs }: { pairs: readonly Pair[] }) {
  const t = useNetStrings()
  const format = useFormat()
  const simulation = played(pairs)
  const level = ({ simulated, expected }: NetQueue) =>
    ((simulation && simulated) || expected).serviceLevel
  const both = (of: (queue: NetQueue) => number) => (pair: Pair) =>
    `${format.number(of(pair.a), 1)} → ${format.number(of(pair.b), 1)}`
  const columns: Column<Pair>[] = [
    { key: 'queue', header: t('queues.queue'), names: true, cell: ({ a }) => a.name },
    {
      key: 'required',
      header: t('compare.required'),
      align: 'end',
      cell: both(({ requiredHours }) => requiredHours),
    },
    {
      key: 'staffed',
      header: t('compare.staffed'),
      align: 'end',
      cell: both(({ staffedHours }) => staffedHours),
    },
    {
      key: 'a',
      header: `${t('compare.level')}, A`,
      align: 'end',
      cell: ({ a }) => share(format, level(a)),
    },
    {
      key: 'b',
      header: `${t('compare.level')}, B`,
      align: 'end',
      cell: ({ b }) => share(format, level(b)),
    },
    {
      key: 'change',
      header: t('compare.change'),
      align: 'end',
      cell: ({ a, b }) => points(format, difference(level(a), level(b))),
    },
  ]
  if (simulation) {
    columns.push({
      key: 'sure',
      header: '',
      cell: ({ a, b }) => <Sure change={difference(level(a), level(b))} />,
    })
  }
  return (
    <DataTable
      label={t('compare.label')}
      columns={columns}
      rows={pairs}
      rowKey={({ a }) => a.queueId}
    />
  )
}
