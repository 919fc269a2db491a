import { Text } from '@mantine/core'
import { span } from '@/features/staffing/words'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { share, verdictOf, wait } from './figures'
import type { NetQueue, NetReport } from './queries'
import { useNetStrings } from './strings'

const STANDINGS = { kept: 'ok', missed: 'bad', unsure: 'warn', none: 'info' } as const

/** What each queue has, needs and gives, against its goal. */
export function QueuesPanel({ report: { queues } }: { report: NetReport }) {
  const t = useNetStrings()
  const format = useFormat()
  const hours = (value: number) => format.number(value, 1)
  const column = (
    key: string,
    header: string,
    cell: (queue: NetQueue) => string,
    sortBy?: (queue: NetQueue) => number,
  ): Column<NetQueue> => ({ key, header, cell, sortBy, align: 'end' })
  const served = ({ simulated, expected }: NetQueue) => simulated ?? expected
  const played = queues.some(({ simulated }) => simulated)
  const columns: Column<NetQueue>[] = [
    {
      key: 'queue',
      header: t('queues.queue'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => name,
    },
    column(
      'staffed',
      t('queues.staffed'),
      (q) => hours(q.staffedHours),
      (q) => q.staffedHours,
    ),
    column(
      'required',
      t('queues.required'),
      (q) => hours(q.requiredHours),
      (q) => q.requiredHours,
    ),
    column(
      'net',
      t('queues.net'),
      (q) => format.signed(q.staffedHours - q.requiredHours, 1),
      (q) => q.staffedHours - q.requiredHours,
    ),
    column(
      'short',
      t('queues.short'),
      (q) => hours(q.shortHours),
      (q) => q.shortHours,
    ),
    column(
      'alone',
      t('queues.alone'),
      (q) => hours(q.aloneHours),
      (q) => q.aloneHours,
    ),
    column('target', t('queues.target'), ({ target }) =>
      target.serviceLevel
        ? t('queues.targetText', {
            share: format.percent(target.serviceLevel),
            time: span(target.thresholdS ?? 0),
          })
        : t('queues.noTarget'),
    ),
    column('level', t('queues.level'), (q) => share(format, served(q).serviceLevel)),
    {
      key: 'verdict',
      header: t('queues.verdict'),
      cell: (queue) => {
        const verdict = verdictOf(queue)
        return <Status standing={STANDINGS[verdict]}>{t(`verdict.${verdict}`)}</Status>
      },
    },
    column('asa', t('queues.asa'), (q) => wait(format, served(q).asaS)),
    column('abandon', t('queues.abandon'), (q) => share(format, served(q).abandon)),
  ]
  if (played) {
    columns.push(
      column('expected', t('queues.expected'), (q) => share(format, q.expected.serviceLevel)),
    )
  }
  return (
    <Panel title={t('queues.title')}>
      <DataTable
        label={t('queues.label')}
        columns={columns}
        rows={queues}
        rowKey={({ queueId }) => queueId}
      />
      <Text c="dimmed" size="sm" mt="xs">
        {t('queues.errorNote')}
      </Text>
    </Panel>
  )
}
