import { Button, Group } from '@mantine/core'
import { useMemo } from 'react'
import { Copy } from '@/design/icons'
import { clockOf, dayOf } from '@/features/forecast/days'
import { duration, useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { toast } from '@/parts/toast'
import type { RequirementIntervals } from './queries'
import { openRows, type Row, tabSeparated } from './rows'
import { useStaffingStrings } from './strings'
import { useGoalName } from './words'

interface Props {
  intervals: RequirementIntervals
  /** People rostered less people to roster, where there is a roster. */
  net?: readonly (number | null)[]
  onOpen: (interval: number) => void
}

/** Every open interval with its figures: the map's numbers, to read, to listen to and to copy. */
export function CellsTable({ intervals, net, onOpen }: Props) {
  const t = useStaffingStrings()
  const format = useFormat()
  const goalName = useGoalName()
  const rows = useMemo(() => openRows(intervals, net), [intervals, net])
  const name = (row: Row) => `${format.day(dayOf(row.start), 'weekdayDate')} ${clockOf(row.start)}`
  const number = (
    key: 'contacts' | 'fractional' | 'agents' | 'scheduled',
    decimals: number,
  ): Column<Row> => ({
    key,
    header: t(`table.${key}`),
    align: 'end',
    cell: (row) => format.fixed(row[key], decimals),
    sortBy: (row) => row[key],
  })
  const maybe = (
    key: 'serviceLevel' | 'occupancy' | 'asa' | 'aht' | 'net',
    text: (value: number) => string,
  ): Column<Row> => ({
    key,
    header: t(`table.${key}`),
    align: 'end',
    cell: (row) => (row[key] == null ? '–' : text(row[key])),
    sortBy: (row) => row[key] ?? Number.NEGATIVE_INFINITY,
  })
  const share = (value: number) => `${format.fixed(100 * value, 1)}%`
  const columns: Column<Row>[] = [
    {
      key: 'interval',
      header: t('table.interval'),
      names: true,
      cell: name,
      sortBy: (row) => row.interval,
    },
    number('contacts', 1),
    maybe('aht', duration),
    number('fractional', 2),
    number('agents', 0),
    number('scheduled', 2),
    ...(net ? [maybe('net', (value) => format.signed(value, 1))] : []),
    maybe('serviceLevel', share),
    maybe('occupancy', share),
    maybe('asa', (value) => `${format.number(value)} s`),
    {
      key: 'binding',
      header: t('table.binding'),
      cell: (row) => goalName(row.binding),
      sortBy: (row) => row.binding,
    },
    {
      key: 'why',
      header: t('table.why'),
      cell: (row) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('table.whyNamed', { name: name(row) })}
          onClick={() => onOpen(row.interval)}
        >
          {t('table.why')}
        </Button>
      ),
    },
  ]
  const copy = () =>
    navigator.clipboard.writeText(tabSeparated(rows, (key) => t(`table.${key}`))).then(
      () => toast.done(t('table.copied', { count: rows.length })),
      () => toast.failed(t('table.notCopied')),
    )
  return (
    <>
      <Group justify="flex-end" mb="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<Copy size={14} aria-hidden />}
          onClick={() => void copy()}
        >
          {t('table.copy')}
        </Button>
      </Group>
      <DataTable
        label={t('table.label')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.interval}
        rowHeight={32}
      />
    </>
  )
}
