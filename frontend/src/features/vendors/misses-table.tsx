import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Status } from '@/parts/status'
import type { HoursBoardRow } from './queries'
import { useVendorStrings } from './strings'

type Miss = HoursBoardRow['misses'][number]

/** When too little came, stretch by stretch. */
export function MissesTable({ row, zone }: { row: HoursBoardRow; zone: string }) {
  const t = useVendorStrings()
  const format = useFormat()
  if (row.misses.length === 0) {
    return row.judged > 0 ? <Status standing="ok">{t('noMiss')}</Status> : null
  }
  const hours = (key: 'committed' | 'delivered' | 'short'): Column<Miss> => ({
    key,
    header: t(`hours.${key}`),
    align: 'end',
    sortBy: (miss) => miss[key],
    cell: (miss) => format.number(miss[key], 1),
  })
  const columns: Column<Miss>[] = [
    {
      key: 'when',
      header: t('when'),
      names: true,
      sortBy: ({ start }) => start,
      cell: ({ start, end }) => `${format.dateTime(start, zone)} – ${format.time(end, zone)}`,
    },
    hours('committed'),
    hours('delivered'),
    hours('short'),
  ]
  return (
    <DataTable
      label={t('misses', { name: row.name })}
      columns={columns}
      rows={row.misses}
      rowKey={({ start }) => start}
    />
  )
}
