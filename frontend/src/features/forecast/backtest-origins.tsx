import { Button } from '@mantine/core'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { useForecastStrings } from './strings'

type OriginRow = Forecast['origins'][number]

/** How the method did from each origin of the back-test; one of them is shown in the chart. */
export function BacktestOrigins(props: {
  forecast: Forecast
  shown: string
  onShow: (day: string) => void
}) {
  const { forecast, shown, onShow } = props
  const t = useForecastStrings()
  const format = useFormat()
  const share = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 1)
  const columns: Column<OriginRow>[] = [
    {
      key: 'origin',
      header: t('backtest.origin'),
      names: true,
      cell: ({ origin }) => format.day(origin),
      sortBy: ({ origin }) => origin,
    },
    { key: 'days', header: t('backtest.days'), align: 'end', cell: ({ days }) => days },
    {
      key: 'wape',
      header: t('backtest.error'),
      align: 'end',
      cell: ({ score }) => share(score.wape),
      sortBy: ({ score }) => score.wape ?? 9,
    },
    {
      key: 'dayWape',
      header: t('backtest.dayError'),
      align: 'end',
      cell: ({ score }) => share(score.dayWape),
      sortBy: ({ score }) => score.dayWape ?? 9,
    },
    {
      key: 'bias',
      header: t('backtest.bias'),
      align: 'end',
      cell: ({ score }) => share(score.bias),
      sortBy: ({ score }) => score.bias ?? 9,
    },
    {
      key: 'show',
      header: t('backtest.show'),
      cell: ({ origin }) =>
        origin === shown ? (
          t('backtest.here')
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('backtest.showNamed', { day: format.day(origin) })}
            onClick={() => onShow(origin)}
          >
            {t('backtest.show')}
          </Button>
        ),
    },
  ]
  return (
    <DataTable
      label={t('table.of', { what: t('backtest.scores') })}
      columns={columns}
      rows={forecast.origins}
      rowKey={({ origin }) => origin}
    />
  )
}
