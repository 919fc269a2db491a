import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { useForecastStrings } from './strings'

type Lead = Forecast['byLead'][number]

/** How the method did by days ahead, and how often its bands held what happened. */
export function LeadPanel({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const format = useFormat()
  const share = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 1)
  const columns: Column<Lead>[] = [
    {
      key: 'lead',
      header: t('method.lead'),
      names: true,
      cell: ({ firstDay, lastDay }) =>
        lastDay === 0
          ? t('method.leadOpen', { first: firstDay })
          : t('method.leadRange', { first: firstDay, last: lastDay }),
    },
    {
      key: 'wape',
      header: t('figures.error'),
      align: 'end',
      cell: ({ score }) => share(score.wape),
    },
    {
      key: 'dayWape',
      header: t('figures.dayError'),
      align: 'end',
      cell: ({ score }) => share(score.dayWape),
    },
    {
      key: 'bias',
      header: t('figures.bias'),
      align: 'end',
      cell: ({ score }) => share(score.bias),
    },
    ...forecast.levels.map(
      (level): Column<Lead> => ({
        key: `cover ${level}`,
        header: t('figures.cover', { level: format.percent(level) }),
        align: 'end',
        cell: ({ coverage }) => share(coverage.find((one) => one.level === level)?.share),
      }),
    ),
  ]
  return (
    <Panel title={t('method.byLead')}>
      <DataTable
        label={t('table.of', { what: t('method.byLead') })}
        columns={columns}
        rows={forecast.byLead}
        rowKey={({ firstDay }) => firstDay}
      />
    </Panel>
  )
}
