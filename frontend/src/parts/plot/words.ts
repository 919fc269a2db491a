import { type Frame, xOf } from './frame'

/** Words below the axis. */
export interface Words {
  /** Where their place stands. */
  readonly tick: number
  /** The middle of the words, which stay inside the picture. */
  readonly x: number
  readonly text: string
}

const APART = 10

/**
 * Puts words below places, the more important first, as far as there is room: none
 * lies on another, and none is cut off at an edge of the picture.
 */
export function wordsBelow(
  places: readonly number[],
  textOf: (place: number) => string,
  frame: Frame,
  width: number,
  widthOf: (text: string) => number,
): Words[] {
  const put: (Words & { readonly half: number })[] = []
  for (const place of places) {
    const text = textOf(place)
    const half = widthOf(text) / 2
    const tick = xOf(frame, place)
    const x = Math.min(width - half, Math.max(half, tick))
    const free = put.every((one) => Math.abs(one.x - x) >= one.half + half + APART)
    // words pushed aside still stand over their place
    if (free && Math.abs(x - tick) <= half) put.push({ tick, x, text, half })
  }
  return put.toSorted((a, b) => a.tick - b.tick).map(({ half: _, ...words }) => words)
}
