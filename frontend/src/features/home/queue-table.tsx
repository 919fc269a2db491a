import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { Status } from '@/parts/status'
import type { Horizon } from './horizon'
import { useHomeStrings } from './strings'

/** How far each queue is planned, and the step that is missing. */
export function QueueTable({ rows }: { rows: readonly Horizon[] }) {
  const t = useHomeStrings()
  const format = useFormat()
  const until = (day: string | undefined) =>
    day ? format.day(day) : <Status standing="warn">{t('queues.none')}</Status>
  const columns: Column<Horizon>[] = [
    {
      key: 'queue',
      header: t('queues.queue'),
      names: true,
      cell: ({ queue }) => queue.name,
      sortBy: ({ queue }) => queue.name,
    },
    {
      key: 'forecast',
      header: t('queues.forecast'),
      cell: ({ forecast }) => until(forecast),
      sortBy: ({ forecast }) => forecast ?? '',
    },
    {
      key: 'staffed',
      header: t('queues.staffed'),
      cell: ({ staffed }) => until(staffed),
      sortBy: ({ staffed }) => staffed ?? '',
    },
    { key: 'next', header: t('queues.next'), cell: (row) => <NextStep row={row} /> },
  ]
  return (
    <DataTable
      label={t('queues.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.queue.id}
    />
  )
}

function NextStep({ row: { queue, forecast, staffed } }: { row: Horizon }) {
  const t = useHomeStrings()
  const step = !forecast ? 'forecast' : (staffed ?? '') < forecast ? 'staffing' : 'roster'
  const label = t(`queues.steps.${step}`)
  return (
    <Anchor
      aria-label={`${label}${colon()}${queue.name}`}
      renderRoot={(props) => <Link to={`/${step}`} {...props} />}
    >
      {label}
    </Anchor>
  )
}
