import { Button, Group, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useList } from '@/api/resource'
import { useMay } from '@/api/session'
import { queues } from '@/api/workforce'
import { addDays } from '@/features/forecast/days'
import { useFormat } from '@/format'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { CommitmentsTable } from './commitments-table'
import { HeatMap } from './heat-map'
import { MissesTable } from './misses-table'
import {
  boardQuery,
  type Commitment,
  commitmentsQuery,
  type HoursBoardRow,
  programmesQuery,
} from './queries'
import type { ShortfallSearch } from './route'
import { useVendorStrings } from './strings'
import { Waiting } from './waiting'

const route = getRouteApi('/shell/vendors/shortfall')
const AskDrawer = lazily(async () => (await import('./ask-drawer')).AskDrawer)
const SendDrawer = lazily(async () => (await import('./send-drawer')).SendDrawer)
const CommitmentDrawer = lazily(async () => (await import('./commitment-drawer')).CommitmentDrawer)

const WEEK = 7

/** What was required, promised and delivered, interval by interval. */
export function ShortfallPage() {
  const t = useVendorStrings()
  const format = useFormat()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const owner = useMay('vendors:manage')
  const vendor = useMay('vendors:own')
  const programmes = useQuery(programmesQuery)
  const { data: all = [] } = useList(queues)
  const served = new Set(programmes.data?.flatMap((p) => p.queues.map((q) => q.queueId)))
  const choices = all.filter(({ id }) => served.has(id))
  const queue = search.queue ?? choices[0]?.id
  const commitments = useQuery(commitmentsQuery())
  const from = monday(search.from ?? lastPromised(commitments.data, queue))
  const board = useQuery({
    ...boardQuery(queue ?? 0, from, WEEK),
    enabled: queue !== undefined && !commitments.isPending,
  })
  const show = (change: ShortfallSearch) =>
    void navigate({
      search: (old) => ({
        ...old,
        ask: undefined,
        send: undefined,
        commitment: undefined,
        ...change,
      }),
    })
  const open = commitments.data?.find(({ id }) => id === search.commitment)
  return (
    <Page
      title={t('shortfall')}
      actions={
        <>
          {(owner || vendor) && (
            <Button variant="default" onClick={() => show({ send: true })}>
              {t('sendHours')}
            </Button>
          )}
          {owner && <Button onClick={() => show({ ask: true })}>{t('askHours')}</Button>}
        </>
      }
    >
      <Text c="dimmed" maw={820} mb="md">
        {t('shortfallText')}
      </Text>
      <Waiting commitments={commitments.data} />
      <Group mb="md" align="end">
        <Select
          label={t('queue')}
          allowDeselect={false}
          data={choices.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={queue ? String(queue) : null}
          onChange={(value) => value && show({ queue: Number(value) })}
        />
        <Group gap="xs">
          <Button variant="default" onClick={() => show({ from: addDays(from, -WEEK) })}>
            {t('weekBefore')}
          </Button>
          <Text>{t('fromTo', { from: format.day(from), to: format.day(addDays(from, 6)) })}</Text>
          <Button variant="default" onClick={() => show({ from: addDays(from, WEEK) })}>
            {t('weekAfter')}
          </Button>
        </Group>
      </Group>
      {queue && (
        <Loaded query={board}>
          {(data) =>
            data.rows.map((row) => (
              <Panel key={row.programmeId} title={row.name}>
                {nothingTold(row) ? (
                  <Text c="dimmed">{t('nothingTold')}</Text>
                ) : (
                  <>
                    <Totals row={row} />
                    <HeatMap board={data} row={row} />
                    <MissesTable row={row} zone={data.zone} />
                  </>
                )}
              </Panel>
            ))
          }
        </Loaded>
      )}
      <Panel title={t('commitments')}>
        <Loaded query={commitments}>
          {(list) => (
            <CommitmentsTable
              rows={list.filter(({ queueId }) => queueId === queue)}
              onOpen={(id) => show({ commitment: id })}
            />
          )}
        </Loaded>
      </Panel>
      {search.ask && owner && <AskDrawer onClose={() => show({})} />}
      {search.send && <SendDrawer onClose={() => show({})} />}
      {open && <CommitmentDrawer key={open.id} commitment={open} onClose={() => show({})} />}
    </Page>
  )
}

/** Whether nobody required, promised or told of any hour of these days. */
function nothingTold({ required, committed, sources }: HoursBoardRow): boolean {
  return (
    sources.every((source) => source === '') && [...required, ...committed].every((hours) => !hours)
  )
}

function Totals({ row }: { row: HoursBoardRow }) {
  const t = useVendorStrings()
  const format = useFormat()
  const { total, kept, judged } = row
  const hours = (value: number) => format.number(value, 1)
  return (
    <Text mb="xs">
      {t('totals', {
        required: hours(total.required),
        committed: hours(total.committed),
        delivered: hours(total.delivered),
        short: hours(total.short),
      })}{' '}
      {kept !== undefined && t('keptLine', { share: format.percent(kept, 1), count: judged })}
    </Text>
  )
}

/** The last week before this one for which the queue's hours were agreed; the week before this one where none were. */
function lastPromised(all: readonly Commitment[] | undefined, queue: number | undefined): string {
  const before = addDays(monday(today()), -WEEK)
  const ends = all?.flatMap(({ queueId, state, to }) =>
    queueId === queue && state === 'agreed' ? [to] : [],
  )
  const last = ends?.sort().at(-1)
  return last !== undefined && last < before ? last : before
}

const today = () => new Date().toISOString().slice(0, 10)

/** The Monday of a day's week. */
function monday(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}
