import { List, Text } from '@mantine/core'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { amount, beyondChance, points, share } from './figures'
import type { Estimated, NetDifference, NetReport } from './queries'
import { useNetStrings } from './strings'

interface Props {
  report: NetReport
  difference: NetDifference
}

type Row = NetDifference['queues'][number] & { name: string }

/** What training changed: each queue before, after, and the difference with its own error. */
export function TrainingPanel({ report: { order, queues }, difference }: Props) {
  const t = useNetStrings()
  const format = useFormat()
  const nameOf = (id: number) => queues.find(({ queueId }) => queueId === id)?.name ?? String(id)
  const rows: Row[] = difference.queues.map((one) => ({ ...one, name: nameOf(one.queueId) }))
  if (rows.length > 1) {
    rows.push({ queueId: 0, name: t('training.all'), change: difference.all, agents: {} })
  }
  const column = (
    key: string,
    header: string,
    cell: (row: Row) => string,
    sortBy?: (row: Row) => number,
  ): Column<Row> => ({ key, header, cell, sortBy, align: 'end' })
  const columns: Column<Row>[] = [
    { key: 'queue', header: t('queues.queue'), names: true, cell: ({ name }) => name },
    column('before', t('training.before'), ({ change }) =>
      share(format, change.before.serviceLevel),
    ),
    column('after', t('training.after'), ({ change }) => share(format, change.after.serviceLevel)),
    column(
      'change',
      t('training.change'),
      ({ change }) => points(format, change.serviceLevel),
      ({ change }) => change.serviceLevel.value ?? 0,
    ),
    {
      key: 'sure',
      header: '',
      cell: ({ change }) => <Sure change={change.serviceLevel} />,
    },
    column('abandon', t('training.abandonChange'), ({ change }) => points(format, change.abandon)),
    column('agents', t('training.agents'), ({ agents }) => amount(format, agents)),
  ]
  return (
    <Panel title={t('training.resultTitle')}>
      <List mb="sm">
        {(order.trainings ?? []).map(({ group, queueId, people }) => (
          <List.Item key={`${group} ${queueId}`}>
            {t('training.said', {
              people: format.number(people, 1),
              group,
              queue: nameOf(queueId),
            })}
          </List.Item>
        ))}
      </List>
      <DataTable
        label={t('training.label')}
        columns={columns}
        rows={rows}
        rowKey={({ queueId }) => queueId}
      />
      <Text c="dimmed" size="sm" mt="xs">
        {t('training.paired', { count: difference.replications })}
      </Text>
    </Panel>
  )
}

/** Whether a change of service is more than chance explains, and whether for the worse. */
export function Sure({ change }: { change: Estimated }) {
  const t = useNetStrings()
  if (!beyondChance(change)) return <Status standing="info">{t('compare.unsure')}</Status>
  const worse = (change.value ?? 0) < 0
  return (
    <Status standing={worse ? 'bad' : 'ok'}>{t(worse ? 'compare.worse' : 'compare.sure')}</Status>
  )
}
