import type { Picture, Span, Stroke } from '@/parts/plot/picture'
import { type ChartParts, strokeOf } from '../chart-parts'
import type { Values } from '../curve'
import { ticksFor } from '../ticks'
import type { Line, Timeline } from '../timeline'

const LEVELS = 7
const WIDEST_OPACITY = 0.14
const BAND_OPACITY = 0.2
const SHADE_OPACITY = 0.18
const POINTS_UP_TO = 60
// about what a pixel is worth where the highest value in sight is at the upper edge
const ALIKE = 1 / 300

/** A forecast as it is drawn: bands below, then what lies beside it, what happened, and the forecast on top. */
export function forecastPicture(parts: ChartParts): Picture {
  const { timeline, colours, shades, axisText, numberText } = parts
  return {
    count: timeline.places.length,
    // the widest first, so that the narrow one is seen on it
    areas: timeline.bands
      .toSorted((a, b) => b.level - a.level)
      .map(({ lo, hi }, at) => {
        const opacity = at === 0 ? WIDEST_OPACITY : BAND_OPACITY
        return { lo, hi, colour: colours.forecast, opacity }
      }),
    strokes: strokesOf(parts),
    stretches: shades.map((shade) => ({ ...shade, colour: colours.flag, opacity: SHADE_OPACITY })),
    look: { rule: colours.line, zero: colours.muted, words: colours.muted, font: colours.font },
    // a handle time is far from 0, and its changes are small
    fromZero: timeline.measure !== 'handle_time',
    levels: LEVELS,
    numberText,
    ticks: (span) => ticksIn(timeline, span),
    tickText: (place, span) => axisText(place, inSight(span)),
  }
}

function strokesOf({ timeline, colours, range }: ChartParts): Stroke[] {
  const points = hasPoints(timeline)
  const plain = { width: 1.5, style: 'solid', points } as const
  const beside = (onTop: boolean) =>
    timeline.lines
      .filter((line) => liesOnTop(line) === onTop)
      .map((line): Stroke => {
        const { color, type, width } = strokeOf(line, colours)
        const values =
          line.kind === 'ghost' ? apart(line.values, timeline.forecast, range) : line.values
        return { values, colour: color, width, style: type, points }
      })
  return [
    ...beside(false),
    ...(timeline.actual ? [{ ...plain, values: timeline.actual, colour: colours.actual }] : []),
    { ...plain, values: timeline.forecast, colour: colours.forecast, width: 2 },
    ...beside(true),
  ]
}

/** What would come of a change, and the rest of today, are drawn over the forecast. */
function liesOnTop({ kind }: Pick<Line, 'kind'>): boolean {
  return kind === 'ghost' || kind === 'updated'
}

// what a change leaves as it was is not drawn twice
function apart(values: Values, forecast: Values, [first, last]: readonly [number, number]): Values {
  const seen = [...values.slice(first, last + 1), ...forecast.slice(first, last + 1)]
  const alike = seen.reduce<number>((most, value) => Math.max(most, value ?? 0), 0) * ALIKE
  const differs = (i: number) => Math.abs((values[i] ?? 0) - (forecast[i] ?? 0)) > alike
  return values.map((value, i) => (differs(i - 1) || differs(i) || differs(i + 1) ? value : null))
}

// a few days or weeks are points that a line joins; intervals are a curve
function hasPoints({ step, places }: Timeline): boolean {
  return step !== 'interval' && places.length <= POINTS_UP_TO
}

// the days come first: the hours take what room is left between them
function ticksIn({ step, places }: Timeline, span: Span): number[] {
  const isTick = ticksFor(step, places, inSight(span))
  const ticks: number[] = []
  for (let place = Math.ceil(span[0]); place <= Math.floor(span[1]); place++) {
    if (isTick(place)) ticks.push(place)
  }
  const beginsDay = (place: number) => (places[place]?.clock ?? '00:00') === '00:00'
  return [...ticks.filter(beginsDay), ...ticks.filter((place) => !beginsDay(place))]
}

/** How many places are in sight. */
function inSight([first, last]: Span): number {
  return last - first + 1
}
