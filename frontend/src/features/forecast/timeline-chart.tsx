import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useMemo, useState } from 'react'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import type { Frame } from '@/parts/plot/frame'
import { Chart } from './chart'
import type { ChartParts, Shade } from './chart-parts'
import { useColours } from './colours'
import classes from './forecast.module.css'
import { Legend } from './legend'
import { useLineNames } from './line-names'
import { placeText, useAxisText } from './place-words'
import type { Range } from './range'
import { readingsOf } from './readings'
import { useForecastStrings } from './strings'
import type { Timeline } from './timeline'

const HEIGHT = 'max(290px, calc(100dvh - 500px))'

interface Props {
  timeline: Timeline
  intervalMin: number
  flags: Forecast['flags']
  range: Range
  onRange: (range: Range) => void
  /** What lies above the plot, by the places in sight. */
  above?: (frame: Frame) => ReactNode
  /** What lies on top of the plot. */
  onTop?: (frame: Frame) => ReactNode
}

/** A timeline drawn, with its legend and what it measures. */
export function TimelineChart(props: Props) {
  const { timeline, intervalMin, flags, range, onRange, above, onTop } = props
  const t = useForecastStrings()
  const format = useFormat()
  const names = useLineNames()
  const colours = useColours()
  const axisText = useAxisText(timeline)
  const [frame, setFrame] = useState<Frame>()
  const byFinger = useMediaQuery('(pointer: coarse)', false)
  const shades = useMemo(() => shadesOf(timeline, flags), [timeline, flags])
  const [first, last] = range
  const parts = useMemo((): ChartParts => {
    const band = (level: number) => t('lines.band', { level: format.percent(level) })
    return {
      timeline,
      colours,
      shades,
      range: [first, last],
      axisText,
      numberText: (value) => format.number(value, value < 10 ? 1 : 0),
      readingAt: readingsOf(timeline, colours, format, { names, band }),
    }
  }, [timeline, colours, names, shades, first, last, axisText, format, t])
  const ends = [timeline.places[first], timeline.places[last]].map((place) =>
    place ? placeText(format, place) : '',
  )
  const label = t('chart.label', {
    measure: t(`measures.${timeline.measure}`),
    step: t(`steps.${timeline.step}`),
    first: ends[0] ?? '',
    last: ends[1] ?? '',
  })
  const unit = { interval: 'perInterval', day: 'perDay', week: 'perWeek' } as const
  return (
    <div className={classes.chart}>
      <Legend timeline={timeline} colours={colours} names={names} flagged={shades.length > 0} />
      <p className={classes.unit}>
        {timeline.measure === 'handle_time'
          ? t('chart.seconds')
          : t(`chart.${timeline.measure}.${unit[timeline.step]}`, { minutes: intervalMin })}
        {' · '}
        {t(byFinger ? 'chart.touchHint' : 'chart.zoomHint')}
      </p>
      {frame && above?.(frame)}
      <div className={classes.plot}>
        <Chart
          parts={parts}
          label={label}
          height={HEIGHT}
          onRange={(a, b) => onRange([a, b])}
          onFrame={setFrame}
        />
        {frame && onTop?.(frame)}
      </div>
    </div>
  )
}

/** Where the days left out of fitting stand among the places; weeks are too coarse to shade. */
export function shadesOf(
  { step, places }: Pick<Timeline, 'step' | 'places'>,
  flags: Forecast['flags'],
): Shade[] {
  if (step === 'week') return []
  return flags.flatMap(({ date, fromSlot, toSlot }) => {
    const first = places.findIndex(({ day }) => day === date)
    if (first < 0) return []
    if (step === 'day') return [{ first, last: first }]
    return [{ first: first + fromSlot, last: first + Math.max(fromSlot, toSlot - 1) }]
  })
}
