// What a drawing is made from, in values and places; nothing of it knows of pixels.

/** A value for every place, or nothing where nothing is known. */
export type Values = readonly (number | null | undefined)[]

/** First and last place in sight; fractions while they are being moved. */
export type Span = readonly [first: number, last: number]

export type StrokeStyle = 'solid' | 'dashed' | 'dotted'

/** A line. It breaks where nothing is known, and a value that stands alone is a point. */
export interface Stroke {
  readonly values: Values
  /** As a canvas takes it: a token must have been read. */
  readonly colour: string
  readonly width: number
  readonly style: StrokeStyle
  /** Every value is a point that the line joins. */
  readonly points?: boolean
}

/** The space between two lines. */
export interface Area {
  readonly lo: Values
  readonly hi: Values
  readonly colour: string
  readonly opacity: number
}

/** A stretch of places that is set apart. */
export interface Stretch {
  readonly first: number
  readonly last: number
  readonly colour: string
  readonly opacity: number
}

/** How what lies around the lines looks. */
export interface Look {
  /** Of the rules across the plot. */
  readonly rule: string
  /** Of the rule at zero, where values lie on both sides of it. */
  readonly zero: string
  readonly words: string
  /** The family of the typeface. */
  readonly font: string
}

/** Everything that a drawing is made from. */
export interface Picture {
  /** How many places there are. */
  readonly count: number
  /** Below the lines; the first lies lowest. */
  readonly areas: readonly Area[]
  /** From the lowest to the one on top. */
  readonly strokes: readonly Stroke[]
  readonly stretches: readonly Stretch[]
  readonly look: Look
  /** The numbers of the axis begin at zero. */
  readonly fromZero: boolean
  /** About how many numbers the axis has. */
  readonly levels: number
  /** The numbers beside the axis. */
  readonly numberText: (value: number) => string
  /**
   * The places that would have words below them, over so many pixels; the more
   * important first, for there may not be room for all.
   */
  readonly ticks: (span: Span, width: number) => readonly number[]
  readonly tickText: (place: number, span: Span) => string
}

/** Values as the drawing takes them: one a place, null where nothing is known. */
export function known(values: Values, count: number): (number | null)[] {
  return Array.from({ length: count }, (_, i) => {
    const value = values[i]
    return value != null && Number.isFinite(value) ? value : null
  })
}

/** Places between two that stand alone, where a line would show nothing. */
export function lonely(values: ArrayLike<Values[number]>, from: number, to: number): number[] {
  const found: number[] = []
  for (let i = from; i <= to; i++) {
    if (values[i] != null && values[i - 1] == null && values[i + 1] == null) found.push(i)
  }
  return found
}
