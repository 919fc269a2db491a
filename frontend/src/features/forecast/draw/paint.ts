import { boxOf, type Frame, xOf, yOf } from '../adjust/frame'
import { type ChartParts, strokeOf } from '../chart-parts'
import type { Values } from '../curve'
import type { Band, Line, Timeline } from '../timeline'
import { placesIn, type Scene, type Size } from './scene'

/** What painting takes of a canvas: a test can stand in for it. */
export type Brush = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'clearRect'
  | 'clip'
  | 'closePath'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'rect'
  | 'restore'
  | 'save'
  | 'setLineDash'
  | 'stroke'
  | 'strokeStyle'
  | 'textAlign'
  | 'textBaseline'
>

const DASHES = { solid: [], dashed: [6, 4], dotted: [2, 3] }
const POINTS_UP_TO = 60
const POINT_PX = 2.5

/** The typeface of the words around a plot. */
export const fontOf = ({ colours }: Pick<ChartParts, 'colours'>): string => `12px ${colours.font}`

/** Draws a chart: bands below, then what lies beside the forecast, what happened, and the forecast on top. */
export function paint(brush: Brush, parts: ChartParts, scene: Scene, size: Size): void {
  brush.clearRect(0, 0, size.width, size.height)
  brush.lineJoin = 'round'
  shades(brush, parts, scene.frame)
  rules(brush, parts, scene)
  brush.save()
  brush.beginPath()
  brush.rect(scene.frame.left, scene.frame.top - 2, scene.frame.width, scene.frame.height + 4)
  brush.clip()
  bands(brush, parts, scene.frame)
  lines(brush, parts, scene.frame)
  brush.restore()
  words(brush, parts, scene)
}

function shades(brush: Brush, { shades, colours }: ChartParts, frame: Frame) {
  brush.globalAlpha = 0.18
  brush.fillStyle = colours.flag
  for (const { first, last } of shades) {
    const { x, width } = boxOf(frame, first, last)
    if (width > 0) brush.fillRect(x, frame.top, width, frame.height)
  }
  brush.globalAlpha = 1
}

function rules(brush: Brush, { colours }: ChartParts, { frame, levels }: Scene) {
  brush.strokeStyle = colours.line
  brush.lineWidth = 1
  brush.setLineDash([])
  brush.beginPath()
  for (const level of levels) {
    // on the middle of a pixel, where a line of one pixel is sharp
    const y = Math.round(yOf(frame, level)) + 0.5
    brush.moveTo(frame.left, y)
    brush.lineTo(frame.left + frame.width, y)
  }
  brush.stroke()
}

function bands(brush: Brush, { timeline, colours }: ChartParts, frame: Frame) {
  const widest = timeline.bands.toSorted((a, b) => b.level - a.level)
  brush.fillStyle = colours.forecast
  widest.forEach((band, at) => {
    brush.globalAlpha = at === 0 ? 0.14 : 0.2
    for (const [from, to] of stretches(frame, band)) area(brush, frame, band, from, to)
  })
  brush.globalAlpha = 1
}

function area(brush: Brush, frame: Frame, { lo, hi }: Band, from: number, to: number) {
  brush.beginPath()
  for (let i = from; i <= to; i++) brush.lineTo(xOf(frame, i), yOf(frame, hi[i] ?? 0))
  for (let i = to; i >= from; i--) brush.lineTo(xOf(frame, i), yOf(frame, lo[i] ?? 0))
  brush.closePath()
  brush.fill()
}

/** The runs of places of which both edges of a band are known. */
function stretches(frame: Frame, { lo, hi }: Band): [from: number, to: number][] {
  const found: [number, number][] = []
  const [from, to] = placesIn([frame.first, frame.last], lo.length)
  for (let i = from; i <= to; i++) {
    if (lo[i] == null || hi[i] == null) continue
    const open = found.at(-1)
    if (open?.[1] === i - 1) open[1] = i
    else found.push([i, i])
  }
  return found
}

function lines(brush: Brush, { timeline, colours }: ChartParts, frame: Frame) {
  const points = hasPoints(timeline)
  const beside = (onTop: boolean) => {
    for (const one of timeline.lines) {
      if (liesOnTop(one) !== onTop) continue
      const { color, type, width } = strokeOf(one, colours)
      const values = one.kind === 'ghost' ? apart(frame, one.values, timeline.forecast) : one.values
      line(brush, frame, values, { color, width, dash: DASHES[type], points })
    }
  }
  const plain = { width: 1.5, dash: DASHES.solid, points }
  beside(false)
  if (timeline.actual) line(brush, frame, timeline.actual, { ...plain, color: colours.actual })
  line(brush, frame, timeline.forecast, { ...plain, color: colours.forecast, width: 2 })
  beside(true)
}

// what a change leaves as it was is not drawn twice
function apart(frame: Frame, values: Values, forecast: Values): Values {
  const perPixel = (frame.max - frame.min) / frame.height
  const differs = (i: number) => Math.abs((values[i] ?? 0) - (forecast[i] ?? 0)) >= perPixel
  return values.map((value, i) => (differs(i - 1) || differs(i) || differs(i + 1) ? value : null))
}

/** What would come of a change, and the rest of today, are drawn over the forecast. */
export function liesOnTop({ kind }: Pick<Line, 'kind'>): boolean {
  return kind === 'ghost' || kind === 'updated'
}

// a few days or weeks are points that a line joins; intervals are a curve
function hasPoints({ step, places }: Timeline): boolean {
  return step !== 'interval' && places.length <= POINTS_UP_TO
}

interface Stroke {
  readonly color: string
  readonly width: number
  readonly dash: number[]
  readonly points: boolean
}

function line(brush: Brush, frame: Frame, values: Values, stroke: Stroke) {
  const [from, to] = placesIn([frame.first, frame.last], values.length)
  const dots: number[] = []
  brush.strokeStyle = brush.fillStyle = stroke.color
  brush.lineWidth = stroke.width
  brush.setLineDash(stroke.dash)
  brush.beginPath()
  for (let i = from; i <= to; i++) {
    const value = values[i]
    if (value == null) continue
    const known = values[i - 1] != null && i > from
    if (known) brush.lineTo(xOf(frame, i), yOf(frame, value))
    else brush.moveTo(xOf(frame, i), yOf(frame, value))
    // a value between two unknown ones has no line to be seen by
    if (stroke.points || (!known && values[i + 1] == null)) dots.push(i)
  }
  brush.stroke()
  for (const i of dots) {
    brush.beginPath()
    brush.arc(xOf(frame, i), yOf(frame, values[i] ?? 0), POINT_PX, 0, 2 * Math.PI)
    brush.fill()
  }
}

function words(brush: Brush, parts: ChartParts, { frame, levels, labels }: Scene) {
  const bottom = Math.round(frame.top + frame.height) + 0.5
  brush.font = fontOf(parts)
  brush.fillStyle = brush.strokeStyle = parts.colours.muted
  brush.setLineDash([])
  brush.lineWidth = 1
  brush.textBaseline = 'middle'
  brush.textAlign = 'right'
  for (const level of levels) {
    brush.fillText(parts.numberText(level), frame.left - 6, yOf(frame, level))
  }
  brush.textAlign = 'center'
  brush.beginPath()
  for (const { tick, x, text } of labels) {
    brush.moveTo(Math.round(tick) + 0.5, bottom)
    brush.lineTo(Math.round(tick) + 0.5, bottom + 4)
    brush.fillText(text, x, bottom + 14)
  }
  brush.stroke()
}
