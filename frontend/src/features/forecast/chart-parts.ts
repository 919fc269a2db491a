import type { Reading } from '@/parts/plot/readout'
import type { Colours } from './colours'
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

/** Everything a chart is drawn from. */
export interface ChartParts {
  readonly timeline: Timeline
  readonly colours: Colours
  readonly shades: readonly Shade[]
  /** First and last place in sight. */
  readonly range: readonly [number, number]
  /** The words under a place on the axis. */
  readonly axisText: (place: number, span: number) => string
  /** Numbers on the vertical axis. */
  readonly numberText: (value: number) => string
  /** The figures of a place, for the box beside the pointer. */
  readonly readingAt: (place: number) => Reading
}
