import { Group, Loader, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import { Panel } from '@/parts/panel'
import { BacktestOrigins } from './backtest-origins'
import { backtestQuery, type ForecastIntervals } from './queries'
import type { Range } from './range'
import type { ForecastSearch } from './route'
import { asMade } from './standing'
import { useForecastStrings } from './strings'
import { timelineOf } from './timeline'
import { TimelineChart } from './timeline-chart'
import { windowScore } from './window-score'

interface Props {
  forecast: Forecast
  search: ForecastSearch
  onChange: (change: Partial<ForecastSearch>) => void
}

const NO_FLAGS: Forecast['flags'] = []

/** Forecast against actual, as if an earlier day had been today. */
export function BacktestView({ forecast, search, onChange }: Props) {
  const t = useForecastStrings()
  const format = useFormat()
  const origin = search.origin ?? forecast.origins[0]?.origin
  const query = useQuery({
    ...backtestQuery(forecast.id, origin ?? ''),
    enabled: origin !== undefined,
  })
  if (!origin) return <Empty title={t('views.backtest')} text={t('backtest.none')} />
  const choices = new Set([origin, ...forecast.origins.map((one) => one.origin)])
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('backtest.text')}</Text>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label={t('backtest.origin')}
          value={origin}
          onChange={(event) => onChange({ origin: event.currentTarget.value })}
          data={[...choices]
            .toSorted((a, b) => b.localeCompare(a))
            .map((day) => ({ value: day, label: format.day(day) }))}
        />
        <DayField
          label={t('backtest.other')}
          value={origin}
          maxDate={forecast.from}
          onChange={(day) => day && onChange({ origin: day })}
        />
        {query.isFetching && (
          <Group gap="xs" role="status">
            <Loader size={18} />
            <Text>{t('backtest.asking', { day: format.day(origin) })}</Text>
          </Group>
        )}
      </Group>
      {query.isError && <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Rehearsed key={origin} data={query.data} />}
      <Panel title={t('backtest.scores')}>
        <BacktestOrigins
          forecast={forecast}
          shown={origin}
          onShow={(day) => onChange({ origin: day })}
        />
      </Panel>
    </Stack>
  )
}

function Rehearsed({ data }: { data: ForecastIntervals }) {
  const t = useForecastStrings()
  const format = useFormat()
  const timeline = useMemo(
    () =>
      timelineOf('interval', {
        measure: 'contacts',
        forecast: asMade(data),
        bands: data.bands,
        totals: { days: [], weeks: [] },
        observed: { start: data.start, contacts: data.actual ?? [] },
        from: data.start[0]?.slice(0, 10) ?? '',
      }),
    [data],
  )
  const [range, setRange] = useState<Range>([0, Math.min(14 * 48, timeline.places.length) - 1])
  const score = windowScore(timeline, range)
  return (
    <Stack gap="xs">
      {score && (
        <Text role="status">
          {t('backtest.held', {
            forecast: format.number(score.forecast),
            actual: format.number(score.actual),
            difference: format.percent(score.forecast / score.actual - 1, 1),
            share: format.percent(score.inside),
            level: format.percent(score.level),
          })}
        </Text>
      )}
      <TimelineChart
        timeline={timeline}
        intervalMin={data.intervalMin}
        flags={NO_FLAGS}
        range={range}
        onRange={setRange}
      />
    </Stack>
  )
}
