/** Where the plot of a chart lies in its box, in pixels, and what it shows. */
export interface Frame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** First and last place in sight. */
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

const LEAST = 0
const MOST = 5

/**
 * The factor that brings the peak of a stretch under the pointer when it has been
 * dragged so many pixels upwards from a factor: by whole per cents, from nothing
 * to five times.
 */
export function draggedFactor(frame: Frame, peak: number, from: number, pixelsUp: number): number {
  if (peak <= 0) return from
  const lift = (pixelsUp / Math.max(1, frame.height)) * (frame.max - frame.min)
  return bounded(from + lift / peak)
}

/** A factor moved by so many per cent of the whole, for buttons and keys. */
export function nudged(factor: number, percents: number): number {
  return bounded(factor + percents / 100)
}

function bounded(factor: number): number {
  return Math.min(MOST, Math.max(LEAST, Math.round(factor * 100) / 100))
}
