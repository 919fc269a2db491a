import type { Cell } from './types'

/** Rows and columns of the view, both ends included. */
export interface Range {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** What is selected: ranges of rows and days as they stand on screen, and the active cell. */
export interface Selection {
  readonly ranges: readonly Range[]
  readonly row: number
  readonly day: number
  /** Where the last range began: Shift extends from there. */
  readonly fromRow: number
  readonly fromDay: number
}

/** One cell. */
export function single(row: number, day: number): Selection {
  return { ranges: [range(row, day, row, day)], row, day, fromRow: row, fromDay: day }
}

/** From where the last range began to a cell. */
export function extended(selection: Selection, row: number, day: number): Selection {
  const { fromRow, fromDay, ranges } = selection
  const last = range(fromRow, fromDay, row, day)
  return { ...selection, row, day, ranges: [...ranges.slice(0, -1), last] }
}

/** One more cell, or one less where it stands alone already. */
export function toggled(selection: Selection, row: number, day: number): Selection {
  const alone = (r: Range) => r.top === row && r.bottom === row && r.left === day && r.right === day
  const without = selection.ranges.filter((r) => !alone(r))
  const gone = without.length < selection.ranges.length && without.length > 0
  const ranges = gone ? without : [...without, range(row, day, row, day)]
  return { ranges, row, day, fromRow: row, fromDay: day }
}

/** Whole rows or columns. */
export function block(top: number, left: number, bottom: number, right: number): Selection {
  return {
    ranges: [range(top, left, bottom, right)],
    row: top,
    day: left,
    fromRow: top,
    fromDay: left,
  }
}

export function contains({ ranges }: Selection, row: number, day: number): boolean {
  return ranges.some((r) => row >= r.top && row <= r.bottom && day >= r.left && day <= r.right)
}

/** Every selected cell once, by rows; order turns a row into a person. */
export function cellsOf({ ranges }: Selection, order: ArrayLike<number>): Cell[] {
  const seen = new Set<number>()
  const cells: Cell[] = []
  for (const { top, bottom, left, right } of ranges) {
    for (let row = top; row <= bottom; row++) {
      for (let day = left; day <= right; day++) {
        const key = row * 512 + day
        const person = order[row]
        if (person === undefined || seen.has(key)) continue
        seen.add(key)
        cells.push({ person, day })
      }
    }
  }
  return cells
}

/** How far a key goes; pages are rows in sight. */
export interface Bounds {
  readonly rows: number
  readonly first: number
  readonly last: number
  readonly page: number
}

const STEPS: Readonly<Record<string, readonly [rows: number, days: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Where a key leads from the active cell; undefined for keys that do not move. */
export function target(
  { row, day }: Pick<Selection, 'row' | 'day'>,
  key: { key: string; ctrl: boolean },
  { rows, first, last, page }: Bounds,
): { row: number; day: number } | undefined {
  const at = (r: number, d: number) => ({
    row: Math.min(Math.max(r, 0), Math.max(rows - 1, 0)),
    day: Math.min(Math.max(d, first), last),
  })
  const step = STEPS[key.key]
  if (step && key.ctrl) return at(row + step[0] * rows, day + step[1] * (last + 1))
  if (step) return at(row + step[0], day + step[1])
  if (key.key === 'PageUp') return at(row - page, day)
  if (key.key === 'PageDown') return at(row + page, day)
  if (key.key === 'Home') return key.ctrl ? at(0, first) : at(row, first)
  if (key.key === 'End') return key.ctrl ? at(rows, last) : at(row, last)
  return undefined
}

function range(rowA: number, dayA: number, rowB: number, dayB: number): Range {
  return {
    top: Math.min(rowA, rowB),
    bottom: Math.max(rowA, rowB),
    left: Math.min(dayA, dayB),
    right: Math.max(dayA, dayB),
  }
}
