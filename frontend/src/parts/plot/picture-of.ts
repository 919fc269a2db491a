import type { Picture, Stroke, Values } from './picture'
import { fitting } from './scale'

/** A line: a value for every place, or nothing where nothing is known. */
export interface PlotLine {
  readonly name: string
  readonly values: Values
  /** A colour of the tokens: var(--primary-text). */
  readonly colour: string
  readonly style?: 'dashed' | 'dotted'
}

/** The space between two lines. */
export interface PlotBand {
  readonly name: string
  readonly lo: Values
  readonly hi: Values
  readonly colour: string
  readonly opacity?: number
}

/** A stretch of places that is set apart. */
export interface PlotShade {
  readonly name: string
  readonly from: number
  readonly to: number
}

const TICK_PX = 72
const LEVELS = 4
const STROKE_PX = 1.75
/** What a band lets through unless told otherwise. */
export const BAND_OPACITY = 0.16
const SHADE_OPACITY = 0.05

interface Parts {
  readonly count: number
  readonly lines: readonly PlotLine[]
  readonly bands: readonly PlotBand[]
  readonly shades: readonly PlotShade[]
  /** The places that may have words; all unless told otherwise. */
  readonly ticks?: readonly number[]
  readonly fromZero: boolean
  readonly axisText: (place: number) => string
  readonly numberText: (value: number) => string
  readonly colour: (token: string) => string
  readonly font: string
}

/** A plot as it is drawn. */
export function pictureOf(parts: Parts): Picture {
  const { count, lines, bands, shades, ticks, fromZero, axisText, numberText } = parts
  const { colour, font } = parts
  const candidates = ticks ?? Array.from({ length: count }, (_, i) => i)
  return {
    count,
    areas: bands.map(({ lo, hi, opacity = BAND_OPACITY, ...band }) => ({
      lo,
      hi,
      colour: colour(band.colour),
      opacity,
    })),
    strokes: lines.map(
      ({ values, style, ...line }): Stroke => ({
        values,
        style: style ?? 'solid',
        colour: colour(line.colour),
        width: STROKE_PX,
      }),
    ),
    stretches: shades.map(({ from, to }) => ({
      first: from,
      last: to,
      colour: colour('var(--text)'),
      opacity: SHADE_OPACITY,
    })),
    look: {
      rule: colour('var(--line)'),
      zero: colour('var(--control)'),
      words: colour('var(--muted)'),
      font,
    },
    fromZero,
    levels: LEVELS,
    numberText,
    ticks: (_, width) => fitting(candidates, width, TICK_PX),
    tickText: axisText,
  }
}
