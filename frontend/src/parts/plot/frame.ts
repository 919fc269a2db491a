/** The size of a picture in pixels of the page. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Where the plot of a drawing lies in its box, in pixels of the page, and what it shows. */
export interface Frame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** First and last place in sight; fractions while they are being moved. */
  readonly first: number
  readonly last: number
  /** The values at the lower and the upper edge. */
  readonly min: number
  readonly max: number
}

/** Where a place stands; between two places for a fraction. */
export function xOf({ left, width, first, last }: Frame, place: number): number {
  return left + ((place - first) / Math.max(1, last - first)) * width
}

/** The place nearest to a pixel, among those in sight. */
export function placeAt({ left, width, first, last }: Frame, x: number): number {
  const place = Math.round(first + ((x - left) / Math.max(1, width)) * (last - first))
  return Math.min(last, Math.max(first, place))
}

/** Where a value stands. */
export function yOf({ top, height, min, max }: Frame, value: number): number {
  return top + height * (1 - (value - min) / Math.max(max - min, Number.MIN_VALUE))
}

/** A stretch of places as a box: half a place more on either side, cut to what is in sight. */
export function boxOf(frame: Frame, from: number, to: number): { x: number; width: number } {
  const [lower, upper] = [frame.left, frame.left + frame.width]
  const start = Math.min(upper, Math.max(lower, xOf(frame, from - 0.5)))
  const end = Math.min(upper, Math.max(lower, xOf(frame, to + 0.5)))
  return { x: start, width: Math.max(0, end - start) }
}

/** Whether everything lies where it lay. */
export function sameFrame(a: Frame, b: Frame): boolean {
  return (Object.keys(a) as (keyof Frame)[]).every((key) => a[key] === b[key])
}
