import { NativeSelect, Text } from '@mantine/core'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import { byDay } from './figures'
import type { QueueCompared, RosterComparison } from './queries'
import { useCompareStrings } from './strings'

type Measure = QueueCompared['sides'][number]

/** Coverage and service of each queue in both plans. */
export function QueuesPanel({ queues }: { queues: readonly QueueCompared[] }) {
  const t = useCompareStrings()
  const format = useFormat()
  const both =
    (of: (measure: Measure) => string) =>
    ({ sides }: QueueCompared) =>
      sides.map(of).join(' → ')
  const columns: Column<QueueCompared>[] = [
    { key: 'queue', header: t('queues.queue'), names: true, cell: ({ name }) => name },
    {
      key: 'required',
      header: t('queues.required'),
      align: 'end',
      cell: ({ requiredHours }) => format.number(requiredHours, 1),
    },
    {
      key: 'short',
      header: t('queues.short'),
      align: 'end',
      cell: both(({ shortHours }) => format.number(shortHours, 1)),
    },
    {
      key: 'over',
      header: t('queues.over'),
      align: 'end',
      cell: both(({ overHours }) => format.number(overHours, 1)),
    },
    {
      key: 'level',
      header: t('queues.level'),
      align: 'end',
      cell: both(({ expected }) => (expected ? format.percent(expected.serviceLevel, 1) : '–')),
    },
    {
      key: 'asa',
      header: t('queues.asa'),
      align: 'end',
      cell: both(({ expected }) =>
        expected?.asaS === undefined ? '–' : format.span(expected.asaS),
      ),
    },
  ]
  return (
    <Panel title={t('queues.title')}>
      <DataTable
        label={t('of', { what: t('queues.title') })}
        columns={columns}
        rows={queues}
        rowKey={({ queueId }) => queueId}
      />
      <Text c="dimmed" size="sm" mt="xs">
        {t('queues.note')}
      </Text>
    </Panel>
  )
}

interface ChartProps {
  comparison: RosterComparison
  days: readonly string[]
  queue: number | undefined
  onQueue: (queue: number | undefined) => void
}

/** Where the plans differ: missing person-hours day by day. */
export function DaysPanel({ comparison, days, queue, onQueue }: ChartProps) {
  const t = useCompareStrings()
  const format = useFormat()
  const { queues } = comparison
  const [a, b] = byDay(queues, days.length, queue, 'shortByDay')
  const choice = queues.length > 1 && (
    <NativeSelect
      aria-label={t('chart.queue')}
      value={queue ?? ''}
      onChange={(event) => onQueue(Number(event.currentTarget.value) || undefined)}
      data={[
        { value: '', label: t('chart.all') },
        ...queues.map(({ queueId, name }) => ({ value: String(queueId), label: name })),
      ]}
    />
  )
  return (
    <Panel title={t('chart.title')} actions={choice}>
      <Plot
        label={t('chart.label')}
        places={days.map((day) => format.day(day, 'weekdayDate'))}
        axisText={(place) => format.day(days[place] ?? '', 'short')}
        lines={[
          { name: 'A', values: a, colour: 'var(--muted)', style: 'dashed' },
          { name: 'B', values: b, colour: 'var(--primary-text)' },
        ]}
        numberText={(value) => format.number(value, 1)}
        height={200}
      />
    </Panel>
  )
}
