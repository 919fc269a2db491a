import type uPlot from 'uplot'
import type { Frame } from './frame'
import { fontOf, paintStretches, paintWords, paintZero } from './paint'
import { known, lonely, type Picture, type Span, type StrokeStyle } from './picture'
import { levelsOf } from './scale'

/** What is drawn now: a picture, and what of it is in sight. */
export interface Shown {
  readonly picture: Picture
  readonly span: Span
}

const TOP = 12
const RIGHT = 12
const BELOW = 26
/** Between the numbers of the axis and the plot, and between them and the edge. */
const GAP = 6
const EDGE = 4
const POINT_PX = 5
const READ_PX = 7
const DASHES: Record<StrokeStyle, readonly number[]> = {
  solid: [],
  dashed: [6, 4],
  dotted: [2, 3],
}

/** The values of a picture as uPlot takes them: places, the edges of areas, lines. */
export function dataOf({ count, areas, strokes }: Picture): uPlot.AlignedData {
  return [
    Array.from({ length: count }, (_, i) => i),
    ...areas.flatMap(({ lo, hi }) => [known(hi, count), known(lo, count)]),
    ...strokes.map(({ values }) => known(values, count)),
  ]
}

/** What only a new plot can take: how many areas and lines there are, and how they differ but for their colours. */
export function shapeOf({ areas, strokes, look }: Picture): string {
  const lines = strokes.map(({ width, style, points }) => [width, style, points])
  return JSON.stringify([areas.map(({ opacity }) => opacity), lines, look.font, ratioNow()])
}

/**
 * The options of a plot of pictures of one shape. Everything else is asked for when
 * it is drawn, so a change of values, colours, words or span needs no new plot.
 */
export function optionsOf(
  shown: () => Shown,
  size: { width: number; height: number },
  onFrame: (frame: Frame) => void,
): uPlot.Options {
  const { picture } = shown()
  return {
    ...size,
    padding: [TOP, RIGHT, 0, 0],
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: cursorOf(picture),
    series: [{}, ...edgesOf(picture), ...linesOf(shown)],
    bands: picture.areas.map((_, i) => ({
      series: [1 + 2 * i, 2 + 2 * i],
      fill: () => shown().picture.areas[i]?.colour ?? '',
    })),
    ...axesOf(shown),
    hooks: hooksOf(shown, onFrame),
  }
}

/** The line at the place that is read, with a point on every line of the picture; never moved by uPlot itself. */
function cursorOf({ areas }: Picture): uPlot.Cursor {
  const ofArea = (series: number) => series <= 2 * areas.length
  return {
    y: false,
    drag: { x: false, y: false, setScale: false },
    points: { size: (_, series) => (ofArea(series) ? 0 : READ_PX), width: 0 },
  }
}

/** The upper and the lower edge of every area: lines that are not drawn. */
function edgesOf({ areas }: Picture): uPlot.Series[] {
  const edge: uPlot.Series = { width: 0, pxAlign: 0, points: { show: false } }
  // the upper edge fills the area, with what it lets through
  return areas.flatMap(({ opacity }) => [{ ...edge, alpha: opacity }, { ...edge }])
}

function linesOf(shown: () => Shown): uPlot.Series[] {
  const { areas, strokes } = shown().picture
  return strokes.map(({ width, style, points = false }, i) => {
    const colour = () => shown().picture.strokes[i]?.colour ?? ''
    return {
      width,
      dash: DASHES[style].map((pixels) => pixels * ratioNow()),
      stroke: colour,
      // lines glide while they are moved and do not hop from pixel to pixel
      pxAlign: 0,
      gaps: (_, _series, _from, _to, gaps) => betweenEnds(gaps, width),
      points: {
        show: points,
        size: POINT_PX,
        width: 0,
        stroke: colour,
        fill: colour,
        filter: (plot) => (points ? null : alone(plot, 1 + 2 * areas.length + i)),
      },
    }
  })
}

/** Gaps that leave the ends of a line their full width, also where they are steep. */
function betweenEnds(gaps: uPlot.Series.Gaps, width: number): uPlot.Series.Gaps {
  const half = (width * ratioNow()) / 2
  return gaps.map(([from, to]) => [from + half, to - half])
}

/** The values in sight that have no line to be seen by. */
function alone(plot: uPlot, series: number): number[] {
  const [from = 0, to = -1] = plot.series[0]?.idxs ?? []
  return lonely(plot.data[series] ?? [], from, to)
}

function axesOf(shown: () => Shown): Pick<uPlot.Options, 'axes' | 'scales'> {
  let levels: number[] = []
  const words = () => shown().picture.look.words
  const font = fontOf(shown().picture)
  const numbers = (_: uPlot, values: number[]) =>
    values.map((value) => shown().picture.numberText(value))
  return {
    scales: {
      x: { time: false, range: () => wide(shown().span) },
      y: {
        // by what is in sight: a quiet week is not pressed flat by a busy one beyond the edge
        range: (_, low: number | null, high: number | null) => {
          const { fromZero, levels: wanted } = shown().picture
          levels = levelsOf(low, high, fromZero, wanted)
          return [levels[0] ?? 0, levels.at(-1) ?? 1]
        },
      },
    },
    axes: [
      // the words below are painted by a hook; this keeps their room
      {
        size: BELOW,
        splits: () => [],
        values: () => [],
        grid: { show: false },
        ticks: { show: false },
      },
      {
        font,
        stroke: words,
        gap: GAP,
        splits: () => levels,
        values: numbers,
        size: (plot, values) => GAP + EDGE + widest(plot, values, font),
        ticks: { show: false },
        grid: { stroke: () => shown().picture.look.rule, width: 1 },
      },
    ],
  }
}

/** A span with a length, also where there is one place only. */
function wide([first, last]: Span): [number, number] {
  return [first, Math.max(last, first + 1)]
}

function widest(plot: uPlot, texts: readonly string[] | null, font: string): number {
  plot.ctx.save()
  plot.ctx.font = font
  const widths = (texts ?? []).map((text) => plot.ctx.measureText(text).width)
  plot.ctx.restore()
  return Math.ceil(Math.max(0, ...widths))
}

function hooksOf(shown: () => Shown, onFrame: (frame: Frame) => void): uPlot.Hooks.Arrays {
  const painted = (plot: uPlot, paint: (frame: Frame) => void) => {
    const ratio = ratioNow()
    plot.ctx.save()
    plot.ctx.scale(ratio, ratio)
    paint(frameOf(plot, shown().span))
    plot.ctx.restore()
  }
  return {
    drawClear: [
      (plot) => painted(plot, (frame) => paintStretches(plot.ctx, shown().picture, frame)),
    ],
    drawAxes: [
      (plot) =>
        painted(plot, (frame) => {
          paintZero(plot.ctx, shown().picture, frame)
          paintWords(plot.ctx, shown().picture, frame, plot.width)
        }),
    ],
    draw: [(plot) => onFrame(frameOf(plot, shown().span))],
  }
}

function frameOf({ bbox, scales }: uPlot, [first, last]: Span): Frame {
  const ratio = ratioNow()
  return {
    left: bbox.left / ratio,
    top: bbox.top / ratio,
    width: Math.max(1, bbox.width / ratio),
    height: Math.max(1, bbox.height / ratio),
    first,
    last,
    min: scales.y?.min ?? 0,
    max: scales.y?.max ?? 1,
  }
}

/** How many pixels of the screen a pixel of the page has: uPlot draws in the former. */
function ratioNow(): number {
  return window.devicePixelRatio || 1
}
