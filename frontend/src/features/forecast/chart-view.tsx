import { Skeleton } from '@mantine/core'
import { useMemo } from 'react'
import type { Forecast } from '@/api/types'
import { ErrorPanel } from '@/parts/error-panel'
import { ChartControls } from './chart-controls'
import { changed, daysOf, type Range, rangeIn } from './range'
import type { ForecastSearch } from './route'
import { useForecastStrings } from './strings'
import { TimelineChart } from './timeline-chart'
import { useTimeline } from './use-timeline'

interface Props {
  forecast: Forecast
  search: ForecastSearch
  onChange: (change: Partial<ForecastSearch>) => void
}

/** The forecast drawn after its history, with whatever is laid over it. */
export function ChartView({ forecast, search, onChange }: Props) {
  const { timeline, error, retry } = useTimeline(forecast, search)
  const names = useLineNames(search)
  const range = timeline && rangeIn(timeline, search, forecast.from)
  const show = (next: Range) => timeline && onChange(daysOf(timeline, next))
  return (
    <>
      <ChartControls
        forecast={forecast}
        search={search}
        onChange={onChange}
        onMove={(change) =>
          timeline && range && show(changed(range, timeline.places.length, change))
        }
      />
      {error && <ErrorPanel error={error} onRetry={retry} />}
      {timeline && range ? (
        <TimelineChart
          timeline={timeline}
          intervalMin={forecast.intervalMin}
          names={names}
          flags={forecast.flags}
          range={range}
          onRange={show}
        />
      ) : (
        !error && <Skeleton height={480} />
      )}
    </>
  )
}

/** What the lines are called in the language on screen. */
export function useLineNames({ past = 0, with: other = 0 }: ForecastSearch) {
  const t = useForecastStrings()
  return useMemo(
    () => ({
      forecast: t('lines.forecast'),
      actual: t('lines.actual'),
      past: t('lines.past', { count: past }),
      other: t('lines.other', { id: other }),
    }),
    [t, past, other],
  )
}
