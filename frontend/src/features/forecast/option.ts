import type { EChartsCoreOption } from 'echarts/core'
import type { Colours } from './colours'
import type { Values } from './curve'
import { ticksFor } from './ticks'
import type { Line, Timeline } from './timeline'

/** What the lines of a chart are called. */
export interface LineNames {
  readonly forecast: string
  readonly actual: string
  readonly line: (line: Pick<Line, 'kind' | 'id'>) => string
}

/** How a line beside the forecast is drawn: by stroke as well as by colour. */
export function strokeOf(
  { kind, tone = 0 }: Pick<Line, 'kind' | 'tone'>,
  colours: Colours,
): { color: string; type: 'solid' | 'dashed' | 'dotted'; width: number } {
  const past = colours.past[tone % colours.past.length] ?? colours.muted
  if (kind === 'past') return { color: past, type: 'dotted', width: 1.25 }
  if (kind === 'unadjusted') return { color: colours.muted, type: 'dashed', width: 1 }
  if (kind === 'updated') return { color: colours.updated, type: 'solid', width: 2 }
  if (kind === 'ghost') return { color: colours.ghost, type: 'dashed', width: 2 }
  return { color: colours.other, type: 'dashed', width: 1.5 }
}

/** A stretch of places to shade, such as a day left out of fitting. */
export interface Shade {
  readonly first: number
  readonly last: number
}

export interface ChartParts {
  readonly timeline: Timeline
  readonly colours: Colours
  readonly names: LineNames
  readonly shades: readonly Shade[]
  /** First and last place in sight. */
  readonly range: readonly [number, number]
  /** The words under a place on the axis. */
  readonly axisText: (place: number, span: number) => string
  /** Numbers on the vertical axis. */
  readonly numberText: (value: number) => string
  /** The box beside the pointer. */
  readonly tooltip: (place: number) => string
}

/** Draws a timeline: bands below, then the past, what happened, and the forecast on top. */
export function optionOf(parts: ChartParts): EChartsCoreOption {
  const { timeline, colours, range } = parts
  const span = range[1] - range[0] + 1
  return {
    animation: false,
    textStyle: { fontFamily: colours.font, color: colours.text },
    grid: {
      left: 8,
      right: 12,
      top: 12,
      bottom: 56,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: colours.raised,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 13 },
      axisPointer: { lineStyle: { color: colours.muted } },
      formatter: (at: { dataIndex: number }[]) => parts.tooltip(at[0]?.dataIndex ?? 0),
    },
    dataZoom: zoomOf(parts),
    xAxis: {
      type: 'category',
      data: timeline.places.map((_, place) => place),
      boundaryGap: false,
      axisLine: { lineStyle: { color: colours.line } },
      ...axisTicks(parts, span),
    },
    yAxis: {
      type: 'value',
      // a handle time is far from 0, and its changes are small
      ...(timeline.measure === 'handle_time' ? { scale: true } : { min: 0 }),
      axisLabel: { color: colours.muted, formatter: parts.numberText },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [...bandSeries(parts), ...lineSeries(parts)],
  }
}

/** The part of the horizontal axis that depends on how much is in sight. */
export function axisTicks({ timeline, colours, axisText }: ChartParts, span: number) {
  const isTick = ticksFor(timeline.step, timeline.places, span)
  return {
    axisTick: { interval: isTick, lineStyle: { color: colours.line } },
    axisLabel: {
      color: colours.muted,
      interval: isTick,
      hideOverlap: true,
      showMaxLabel: false,
      formatter: (place: string) => axisText(Number(place), span),
    },
  }
}

function zoomOf({ colours, range }: ChartParts) {
  const [startValue, endValue] = range
  const shared = { startValue, endValue, minValueSpan: 4 }
  return [
    { type: 'inside', ...shared, zoomOnMouseWheel: 'ctrl', moveOnMouseMove: true },
    {
      type: 'slider',
      ...shared,
      height: 22,
      bottom: 4,
      borderColor: colours.line,
      fillerColor: `${colours.forecast}22`,
      dataBackground: { lineStyle: { color: colours.muted }, areaStyle: { color: colours.line } },
      handleStyle: { color: colours.raised, borderColor: colours.muted },
      moveHandleSize: 4,
      showDetail: false,
      brushSelect: false,
    },
  ]
}

// ECharts has no bands: the low edge is an unseen line, the width is stacked on it.
function bandSeries({ timeline, colours }: ChartParts) {
  const widest = [...timeline.bands].sort((a, b) => b.level - a.level)
  return widest.flatMap(({ level, lo, hi }, at) => {
    const stack = `band ${level}`
    const shared = { type: 'line', stack, symbol: 'none', silent: true, lineStyle: { opacity: 0 } }
    const opacity = at === 0 ? 0.14 : 0.2
    const width = hi.map((value, i) => (value == null ? null : value - (lo[i] ?? 0)))
    return [
      { ...shared, name: `${stack} lo`, data: lo },
      { ...shared, name: stack, data: width, areaStyle: { color: colours.forecast, opacity } },
    ]
  })
}

function lineSeries({ timeline, colours, names, shades }: ChartParts) {
  const line = (name: string, data: Values | undefined, color: string, extra: object = {}) =>
    data
      ? [
          {
            type: 'line',
            name,
            data,
            symbol: symbolFor(timeline),
            itemStyle: { color },
            lineStyle: { color, width: 1.5, ...extra },
          },
        ]
      : []
  const marks = {
    markArea: {
      silent: true,
      itemStyle: { color: colours.flag, opacity: 0.18 },
      data: shades.map(({ first, last }) => [{ xAxis: first }, { xAxis: last }]),
    },
  }
  const beside = timeline.lines.map((one) => {
    const { color, ...stroke } = strokeOf(one, colours)
    return { drawn: line(names.line(one), one.values, color, stroke), kind: one.kind }
  })
  const onTop = ({ kind }: { kind: Line['kind'] }) => kind === 'ghost' || kind === 'updated'
  return [
    ...beside.filter((one) => !onTop(one)).flatMap(({ drawn }) => drawn),
    ...line(names.actual, timeline.actual, colours.actual),
    ...line(names.forecast, timeline.forecast, colours.forecast, { width: 2 }).map((one) => ({
      ...one,
      ...marks,
    })),
    ...beside.filter(onTop).flatMap(({ drawn }) => drawn),
  ]
}

// A few days or weeks are points that a line joins; intervals are a curve.
function symbolFor({ step, places }: Timeline): string {
  return step !== 'interval' && places.length <= 60 ? 'circle' : 'none'
}
