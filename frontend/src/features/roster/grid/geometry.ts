/** Sizes of the grid in pixels. */
export const ROW = 32
export const HEAD = 76
export const NAMES = 236
export const CELL = 66

/** What part of the grid a point is in. */
export type Place =
  | { readonly part: 'cell'; readonly row: number; readonly day: number }
  | { readonly part: 'name'; readonly row: number }
  | { readonly part: 'head'; readonly day: number }
  | { readonly part: 'corner' }

/** How the grid lies in its scrolling box. */
export interface Layout {
  readonly scrollLeft: number
  readonly scrollTop: number
  readonly cell: number
  readonly rows: number
  /** The days in sight, both included. */
  readonly first: number
  readonly last: number
}

/** The place under a point of the box; what lies beyond the last row or day counts as that. */
export function placeAt(x: number, y: number, layout: Layout): Place {
  const column = Math.floor((x - NAMES + layout.scrollLeft) / layout.cell)
  const day = Math.min(Math.max(layout.first + column, layout.first), layout.last)
  const row = Math.floor((y - HEAD + layout.scrollTop) / ROW)
  const clamped = Math.min(Math.max(row, 0), Math.max(layout.rows - 1, 0))
  if (y < HEAD) return x < NAMES ? { part: 'corner' } : { part: 'head', day }
  if (x < NAMES) return { part: 'name', row: clamped }
  return { part: 'cell', row: clamped, day }
}

/** How far to scroll so that a cell is in sight: nothing where it is already. */
export function reveal(
  { row, day }: { row: number; day: number },
  layout: Layout,
  box: { width: number; height: number },
): { left: number; top: number } {
  const x = (day - layout.first) * layout.cell
  const y = row * ROW
  const width = box.width - NAMES
  const height = box.height - HEAD
  const left = x < layout.scrollLeft ? x : Math.max(layout.scrollLeft, x + layout.cell - width)
  const top = y < layout.scrollTop ? y : Math.max(layout.scrollTop, y + ROW - height)
  return { left, top }
}

/** How fast to scroll, in pixels a frame, while something is dragged near an edge. */
export function pull(at: number, from: number, to: number, margin = 36): number {
  if (at < from + margin) return Math.max(-24, (at - from - margin) / 2)
  if (at > to - margin) return Math.min(24, (at - to + margin) / 2)
  return 0
}

/** Width of a day's column: as wide as the box allows, never narrower than a chip needs. */
export function cellWidth(box: number, days: number): number {
  return Math.max(CELL, Math.floor((box - NAMES - 16) / Math.max(days, 1)))
}
