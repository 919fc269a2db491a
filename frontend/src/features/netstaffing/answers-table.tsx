import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { addDays } from '@/features/forecast/days'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { forgetColumn } from '@/parts/forget-column'
import { Status } from '@/parts/status'
import { type NetStaffing, useForgetNet } from './queries'
import { useNetStrings } from './strings'

const STANDINGS = { queued: 'info', done: 'ok', failed: 'bad' } as const

/** Answers as rows. */
export function AnswersTable({ rows }: { rows: readonly NetStaffing[] }) {
  const t = useNetStrings()
  const format = useFormat()
  const mayForget = useMay('demand:manage')
  const forget = useForgetNet()
  const nameOf = ({ id }: NetStaffing) => t('nameOf', { id })
  const columns: Column<NetStaffing>[] = [
    {
      key: 'name',
      header: t('list.name'),
      names: true,
      sortBy: ({ id }) => id,
      cell: (row) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/net-staffing/$netId" params={{ netId: row.id }} {...props} />
          )}
        >
          {nameOf(row)}
        </Anchor>
      ),
    },
    { key: 'mode', header: t('list.mode'), cell: ({ order }) => t(`modes.${order.mode}`) },
    {
      key: 'state',
      header: t('list.state'),
      cell: ({ state }) => <Status standing={STANDINGS[state]}>{t(`states.${state}`)}</Status>,
    },
    {
      key: 'days',
      header: t('order.days'),
      sortBy: ({ from }) => from,
      cell: ({ from, days }) =>
        days > 1
          ? `${format.day(from)} – ${format.day(addDays(from, days - 1))}`
          : format.day(from),
    },
    {
      key: 'people',
      header: t('list.people'),
      cell: ({ order }) =>
        order.rosterId
          ? t('people.rosterOf', { id: order.rosterId })
          : t('people.site', { hours: format.number(order.weeklyHours ?? 0) }),
    },
    {
      key: 'made',
      header: t('list.made'),
      cell: ({ createdAt, zone }) => format.dateTime(createdAt, zone),
      sortBy: ({ createdAt }) => createdAt,
    },
  ]
  if (mayForget) {
    columns.push(
      forgetColumn({
        header: t('list.delete'),
        label: (row) => t('list.deleteNamed', { name: nameOf(row) }),
        disabled: ({ state }) => state === 'queued',
        forget,
      }),
    )
  }
  return <DataTable label={t('list.label')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}
