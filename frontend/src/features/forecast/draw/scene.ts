import { extent, roundTicks } from '@/parts/plot/scale'
import { type Frame, xOf } from '../adjust/frame'
import type { ChartParts } from '../chart-parts'
import type { Values } from '../curve'
import { ticksFor } from '../ticks'
import type { Span } from './span'

/** The size of a picture in pixels of the page. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Words below the axis. */
export interface AxisLabel {
  /** Where its place stands. */
  readonly tick: number
  /** The middle of the words, which stay inside the picture. */
  readonly x: number
  readonly text: string
}

/** Where everything of a chart lies. */
export interface Scene {
  readonly frame: Frame
  /** The values that have a rule, from the lower edge to the upper one. */
  readonly levels: readonly number[]
  readonly labels: readonly AxisLabel[]
}

const TOP = 12
const BOTTOM = 26
const RIGHT = 12
const GAP = 10
const LEVELS = 7

/** Lays a chart out: the plot beside its numbers, words below it as far as there is room. */
export function sceneOf(
  parts: ChartParts,
  span: Span,
  { width, height }: Size,
  widthOf: (text: string) => number,
): Scene {
  const levels = levelsOf(parts, span)
  const left = GAP + Math.ceil(Math.max(...levels.map((level) => widthOf(parts.numberText(level)))))
  const frame: Frame = {
    left,
    top: TOP,
    width: Math.max(1, width - left - RIGHT),
    height: Math.max(1, height - TOP - BOTTOM),
    first: span[0],
    last: span[1],
    min: levels[0] ?? 0,
    max: levels.at(-1) ?? 1,
  }
  return { frame, levels, labels: labelsOf(parts, frame, width, widthOf) }
}

/** The places to draw for a span: those in sight, and one on either side for the lines to come from. */
export function placesIn([first, last]: Span, count: number): [from: number, to: number] {
  return [Math.max(0, Math.floor(first) - 1), Math.min(count - 1, Math.ceil(last) + 1)]
}

// by what is in sight: a quiet week is not pressed flat by a busy one beyond the edge
function levelsOf({ timeline }: ChartParts, span: Span): number[] {
  const [from, to] = [Math.max(0, Math.floor(span[0])), Math.ceil(span[1]) + 1]
  const seen = (values: Values) => values.slice(from, to)
  const all = [
    timeline.forecast,
    timeline.actual ?? [],
    ...timeline.lines.map(({ values }) => values),
    ...timeline.bands.flatMap(({ lo, hi }) => [lo, hi]),
  ]
  const [low, high] = extent(all.map(seen)) ?? [0, 1]
  // a handle time is far from 0, and its changes are small
  if (timeline.measure === 'handle_time') return roundTicks(low, high, LEVELS)
  return roundTicks(0, Math.max(high, Number.MIN_VALUE), LEVELS)
}

// The days come first: the hours take what room is left between them.
function labelsOf(
  { timeline, axisText }: ChartParts,
  frame: Frame,
  width: number,
  widthOf: (text: string) => number,
): AxisLabel[] {
  const span = frame.last - frame.first + 1
  const isTick = ticksFor(timeline.step, timeline.places, span)
  const ticks: number[] = []
  for (let place = Math.ceil(frame.first); place <= Math.floor(frame.last); place++) {
    if (isTick(place)) ticks.push(place)
  }
  const beginsDay = (place: number) => (timeline.places[place]?.clock ?? '00:00') === '00:00'
  const labels: (AxisLabel & { readonly half: number })[] = []
  for (const place of [...ticks.filter(beginsDay), ...ticks.filter((one) => !beginsDay(one))]) {
    const text = axisText(place, span)
    const half = widthOf(text) / 2
    const tick = xOf(frame, place)
    const x = Math.min(width - half, Math.max(half, tick))
    const free = labels.every((one) => Math.abs(one.x - x) >= one.half + half + GAP)
    if (free && Math.abs(x - tick) < half) labels.push({ tick, x, text, half })
  }
  return labels.toSorted((a, b) => a.tick - b.tick)
}
