import { Button, Checkbox, Group } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Forecast } from '@/api/types'
import { Copy } from '@/design/icons'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
import { RowsSkeleton } from '@/parts/waiting'
import { RivalSelect } from './compare/rival-select'
import { useLineNames } from './line-names'
import {
  type NumberColumn,
  type NumberRow,
  numberColumns,
  numberRows,
  tabSeparated,
} from './numbers'
import { placeText } from './place-words'
import { rangeIn } from './range'
import type { ForecastSearch } from './route'
import { useForecastStrings } from './strings'
import { decimalsOf } from './timeline'
import { Toolbar } from './toolbar'
import { useTimeline } from './use-timeline'
import { type Move, moved, within } from './zoom'

interface Props {
  forecast: Forecast
  search: ForecastSearch
  onChange: (change: Partial<ForecastSearch>) => void
}

/** The numbers behind the chart, to read, to listen to and to paste into a spreadsheet. */
export function TableView({ forecast, search, onChange }: Props) {
  const t = useForecastStrings()
  const format = useFormat()
  const [onlyOpen, setOnlyOpen] = useState(true)
  const { sight, timeline, error, retry } = useTimeline(forecast, search)
  const names = useLineNames()
  const shown = useMemo(() => {
    if (!timeline) return undefined
    const percent = (level: number) => format.percent(level)
    const columns = numberColumns(timeline, {
      ...names,
      lo: (level) => t('table.lo', { level: percent(level) }),
      hi: (level) => t('table.hi', { level: percent(level) }),
      difference: (other) => t('table.difference', { other }),
    })
    const rows = numberRows(timeline, columns, rangeIn(timeline, sight.window))
    const someContacts = (row: NumberRow) =>
      row.values.some((value) => value != null && value !== 0)
    return {
      columns,
      rows: onlyOpen && timeline.step === 'interval' ? rows.filter(someContacts) : rows,
    }
  }, [timeline, names, sight.window, format, t, onlyOpen])
  const { step } = sight
  const decimals = decimalsOf(sight)
  const move = (how: Move) =>
    onChange(within(moved(sight.window, how), { from: '0001-01-01', to: sight.all.to }))
  const copy = async () => {
    if (!shown) return
    const text = tabSeparated(t(`table.${step}`), shown.columns, shown.rows)
    await navigator.clipboard.writeText(text).then(
      () => toast.done(t('table.copied', { count: shown.rows.length })),
      () => toast.failed(t('table.notCopied')),
    )
  }
  const columns: Column<NumberRow>[] = [
    {
      key: 'place',
      header: t(`table.${step}`),
      names: true,
      cell: (row) => placeText(format, row.place),
      sortBy: (row) => row.order,
    },
    ...(shown?.columns ?? []).map(
      (column: NumberColumn, at): Column<NumberRow> => ({
        key: column.name,
        header: column.name,
        align: 'end',
        cell: ({ values }) => (values[at] == null ? '–' : format.fixed(values[at], decimals)),
        sortBy: ({ values }) => values[at] ?? -1,
      }),
    ),
  ]
  return (
    <>
      <Toolbar {...{ search, sight, onChange }} onMove={move}>
        <RivalSelect {...{ forecast, search, onChange }} />
      </Toolbar>
      {error && <ErrorPanel error={error} onRetry={retry} />}
      <Group justify="space-between" mb="xs" mih={30}>
        {step === 'interval' ? (
          <Checkbox
            label={t('table.onlyOpen')}
            checked={onlyOpen}
            onChange={(event) => setOnlyOpen(event.currentTarget.checked)}
          />
        ) : (
          <span />
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={<Copy size={14} aria-hidden />}
          onClick={() => void copy()}
        >
          {t('table.copy')}
        </Button>
      </Group>
      {shown ? (
        <DataTable
          label={t('table.label')}
          columns={columns}
          rows={shown.rows}
          rowKey={(row) => row.order}
          rowHeight={30}
        />
      ) : (
        !error && <RowsSkeleton rows={14} />
      )}
    </>
  )
}
