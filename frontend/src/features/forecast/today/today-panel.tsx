import { Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import classes from '../forecast.module.css'
import { useForecastStrings } from '../strings'
import type { Intraday } from './queries'

interface Props {
  forecast: Forecast
  query: UseQueryResult<Intraday>
}

/** The day under way: what came, what is expected of the rest, and what follows from it. */
export function TodayPanel({ forecast, query }: Props) {
  return <Loaded query={query}>{(day) => <Today day={day} forecast={forecast} />}</Loaded>
}

function Today({ day, forecast }: { day: Intraday; forecast: Forecast }) {
  const t = useForecastStrings()
  const format = useFormat()
  const { soFar, restOfDay } = day
  const band = restOfDay.bands[0]
  const change = soFar.forecast > 0 ? soFar.updated / soFar.forecast - 1 : undefined
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('today.at', { when: format.dateTime(day.at, day.zone) })}
        {day.forecastId !== forecast.id && ` · ${t('lines.run', { id: day.forecastId })}`}
      </Text>
      <dl className={classes.facts}>
        <dt>{t('today.soFar')}</dt>
        <dd>
          {t('today.of', {
            came: format.number(soFar.updated),
            expected: format.number(soFar.forecast),
          })}
          {change !== undefined && ` (${format.signedPercent(change)})`}
        </dd>
        <dt>{t('today.rest')}</dt>
        <dd>
          {format.number(restOfDay.forecast)} → <b>{format.number(restOfDay.updated)}</b>
          {band && (
            <small>
              {format.percent(band.level)}
              {colon()}
              {format.number(band.lo)} – {format.number(band.hi)}
            </small>
          )}
        </dd>
      </dl>
      {day.whyNot ? (
        <Status standing="info">{t(`today.whyNot.${day.whyNot}`)}</Status>
      ) : (
        <Text size="sm">{t(`today.methods.${day.method}`)}</Text>
      )}
      {!day.whyNot && day.following.length > 0 && <Following day={day} />}
    </>
  )
}

const DAYS = 5

function Following({ day }: { day: Intraday }) {
  const t = useForecastStrings()
  const format = useFormat()
  type Row = Intraday['following'][number]
  const columns: Column<Row>[] = [
    {
      key: 'date',
      header: t('today.following'),
      names: true,
      cell: (row) => format.day(row.date, 'weekdayDate'),
    },
    {
      key: 'forecast',
      header: t('lines.forecast'),
      align: 'end',
      cell: (row) => format.number(row.forecast),
    },
    {
      key: 'updated',
      header: t('today.updated'),
      align: 'end',
      cell: (row) => format.number(row.updated),
    },
  ]
  return (
    <DataTable
      label={t('table.of', { what: t('today.following') })}
      columns={columns}
      rows={day.following.slice(0, DAYS)}
      rowKey={(row) => row.date}
    />
  )
}
