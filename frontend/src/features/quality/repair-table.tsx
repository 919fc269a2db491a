import { Anchor } from '@mantine/core'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { isWholeDay, type RepairOfDay, reasonKey } from './states'
import { useQualityStrings } from './strings'

interface Props {
  label: string
  repairs: readonly RepairOfDay[]
  intervalMin: number
  /** Leads to the day. */
  onDay?: (day: string) => void
}

/** What was observed, what was to be expected, and what the models learn from instead. */
export function RepairTable({ label, repairs, intervalMin, onDay }: Props) {
  const t = useQualityStrings()
  const format = useFormat()
  const reason = (row: RepairOfDay) => {
    const key = reasonKey(row.reason)
    return key ? t(`reasons.${key}`) : row.reason
  }
  const columns: Column<RepairOfDay>[] = [
    {
      key: 'day',
      header: t('day'),
      names: true,
      sortBy: ({ date }) => date,
      cell: ({ date }) =>
        onDay ? (
          <Anchor component="button" type="button" onClick={() => onDay(date)}>
            {format.day(date, 'weekdayDate')}
          </Anchor>
        ) : (
          format.day(date, 'weekdayDate')
        ),
    },
    {
      key: 'when',
      header: t('when'),
      cell: (row) => (isWholeDay(row, intervalMin) ? t('wholeDay') : `${row.from}–${row.to}`),
    },
    { key: 'reason', header: t('reason'), cell: reason, sortBy: reason },
    {
      key: 'observed',
      header: t('observed'),
      align: 'end',
      cell: ({ observed }) => format.number(observed),
      sortBy: ({ observed }) => observed,
    },
    {
      key: 'expected',
      header: t('expected'),
      align: 'end',
      cell: ({ expected }) => format.number(expected),
      sortBy: ({ expected }) => expected,
    },
    {
      key: 'used',
      header: t('used'),
      align: 'end',
      cell: ({ used }) => (used === undefined ? t('skipped') : format.number(used)),
      sortBy: ({ used = -1 }) => used,
    },
  ]
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={repairs}
      rowKey={({ date, fromSlot, reason: why }) => `${date} ${fromSlot} ${why}`}
    />
  )
}
