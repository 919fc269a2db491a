import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useNames } from '@/api/resource'
import type { Forecast } from '@/api/types'
import { queues } from '@/api/workforce'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { type Standing, Status } from '@/parts/status'
import { useForecastStrings } from './strings'

const STANDING: Record<Forecast['state'], Standing> = { queued: 'info', done: 'ok', failed: 'bad' }

/** Forecasts as rows: of which queue, for when, and how well the method did. */
export function RunsTable({ forecasts }: { forecasts: readonly Forecast[] }) {
  const t = useForecastStrings()
  const format = useFormat()
  const queueName = useNames(queues)
  const share = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 1)
  const columns: Column<Forecast>[] = [
    {
      key: 'queue',
      header: t('columns.queue'),
      names: true,
      sortBy: (row) => queueName(row.queueId),
      cell: (row) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/forecast/$forecastId" params={{ forecastId: row.id }} {...props} />
          )}
        >
          {queueName(row.queueId) || `#${row.queueId}`}
        </Anchor>
      ),
    },
    {
      key: 'from',
      header: t('columns.from'),
      cell: (row) => format.day(row.from),
      sortBy: (row) => row.from,
    },
    {
      key: 'length',
      header: t('columns.weeks'),
      cell: (row) => t('length', { count: row.days }),
      sortBy: (row) => row.days,
      align: 'end',
    },
    {
      key: 'state',
      header: t('columns.state'),
      cell: (row) => <Status standing={STANDING[row.state]}>{t(`states.${row.state}`)}</Status>,
      sortBy: (row) => row.state,
    },
    {
      key: 'error',
      header: t('columns.error'),
      cell: (row) => share(row.combination.score.wape),
      sortBy: (row) => row.combination.score.wape ?? 9,
      align: 'end',
    },
    {
      key: 'dayError',
      header: t('columns.dayError'),
      cell: (row) => share(row.combination.score.dayWape),
      sortBy: (row) => row.combination.score.dayWape ?? 9,
      align: 'end',
    },
    {
      key: 'made',
      header: t('columns.made'),
      cell: (row) => format.dateTime(row.createdAt, row.zone),
      sortBy: (row) => row.createdAt,
    },
  ]
  return (
    <DataTable label={t('listLabel')} columns={columns} rows={forecasts} rowKey={(row) => row.id} />
  )
}
