// What is in sight, by places, while it is moved: arithmetic only.
import type { Span } from '@/parts/plot/picture'

/** From the first place in sight to the last, at the closest. */
const CLOSEST = 4

/** A span pushed into what there is: places 0 to count - 1, no closer than can be read. */
export function bounded([first, last]: Span, count: number): Span {
  const whole = Math.max(0, count - 1)
  const length = Math.min(whole, Math.max(last - first, CLOSEST))
  const start = Math.min(Math.max(0, first), whole - length)
  return [start, start + length]
}

/** A span moved by so many places. */
export function panned([first, last]: Span, by: number, count: number): Span {
  return bounded([first + by, last + by], count)
}

/** A span made longer or shorter by a factor; the place under the pointer stays there. */
export function zoomed([first, last]: Span, at: number, factor: number, count: number): Span {
  const length = Math.min(Math.max(0, count - 1), Math.max((last - first) * factor, CLOSEST))
  const share = (at - first) / Math.max(1e-9, last - first)
  return bounded([at - share * length, at + (1 - share) * length], count)
}

/** Two points of the plot as shares of its width. */
export type Fingers = readonly [a: number, b: number]

/** A span drawn apart or together by two fingers: each keeps the place that it was put on. */
export function pinched(span: Span, from: Fingers, to: Fingers, count: number): Span {
  const [first, last] = span
  const place = (share: number) => first + share * (last - first)
  const apart = to[1] - to[0]
  if (Math.abs(apart) < 0.02) return span
  const length = (place(from[1]) - place(from[0])) / apart
  if (length <= 0) return span
  const start = place(from[0]) - to[0] * length
  return bounded([start, start + length], count)
}

/** The whole places of a span. */
export function whole([first, last]: Span): [first: number, last: number] {
  return [Math.round(first), Math.round(last)]
}
