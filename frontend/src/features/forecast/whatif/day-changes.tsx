import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { useForecastStrings } from '../strings'
import type { DayChange } from './suppose'

/** The days that a supposition changes. */
export function DayChanges({ days }: { days: readonly DayChange[] }) {
  const t = useForecastStrings()
  const format = useFormat()
  const columns: Column<DayChange>[] = [
    {
      key: 'day',
      header: t('table.day'),
      names: true,
      cell: ({ day }) => format.day(day, 'weekdayDate'),
      sortBy: ({ day }) => day,
    },
    // both in one column: beside the chart there is room for three
    {
      key: 'figures',
      header: t('lines.forecast'),
      align: 'end',
      cell: ({ before, after }) => `${format.number(before)} → ${format.number(after)}`,
    },
    {
      key: 'change',
      header: t('whatif.change'),
      align: 'end',
      cell: ({ before, after }) => (before > 0 ? format.signedPercent(after / before - 1) : '–'),
      sortBy: ({ before, after }) => Math.abs(after - before),
    },
  ]
  if (days.length === 0) return null
  return (
    <DataTable
      label={t('table.of', { what: t('whatif.days') })}
      columns={columns}
      rows={days}
      rowKey={({ day }) => day}
    />
  )
}
