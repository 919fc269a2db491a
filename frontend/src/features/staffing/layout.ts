import { clockOf, dayOf } from '@/features/forecast/days'

/** A column of the map: a wall clock, and whether it is the hour's second time on the night the clocks go back. */
export interface Column {
  readonly clock: string
  readonly again: boolean
}

/** Days as rows, wall clocks as columns; where each interval stands. */
export interface Layout {
  readonly days: readonly string[]
  readonly columns: readonly Column[]
  /** The interval at a row and column; undefined where the day has no such hour. */
  readonly at: (row: number, column: number) => number | undefined
  /** Where an interval stands; undefined where no queue is ever open. */
  readonly placeOf: (interval: number) => readonly [row: number, column: number] | undefined
}

/**
 * Lays intervals out. Columns in which no day is open are left out, at the
 * ends and in between: a map of nights that nobody works says nothing. A day
 * of 25 hours has its repeated hour in columns of its own, a day of 23 hours
 * a gap.
 */
export function layoutOf(start: readonly string[], open: readonly boolean[]): Layout {
  const days = [...new Set(start.map(dayOf))]
  const keys = keysOf(start)
  const shown = new Set(keys.filter((_, i) => open[i]))
  const columns = [...shown].toSorted()
  const columnOf = new Map(columns.map((key, column) => [key, column]))
  const rowOf = new Map(days.map((day, row) => [day, row]))
  const cells = new Map<string, number>()
  const places = start.map((at, interval): readonly [number, number] | undefined => {
    const [row, column] = [rowOf.get(dayOf(at)), columnOf.get(keys[interval] ?? '')]
    if (row === undefined || column === undefined) return undefined
    cells.set(`${row} ${column}`, interval)
    return [row, column]
  })
  return {
    days,
    columns: columns.map((key) => ({ clock: key.slice(0, 5), again: key.endsWith('+') })),
    at: (row, column) => cells.get(`${row} ${column}`),
    placeOf: (interval) => places[interval],
  }
}

// The clock, marked where the same clock has been in the day already: 01:30, 01:30+.
function keysOf(start: readonly string[]): string[] {
  const seen = new Set<string>()
  return start.map((at) => {
    const wall = `${dayOf(at)} ${clockOf(at)}`
    const again = seen.has(wall)
    seen.add(wall)
    return again ? `${clockOf(at)}+` : clockOf(at)
  })
}

/** The rows so many at a time, for a map that is not taller than a screen can take. */
export function rowsFrom({ days }: Layout, from: string | undefined, count: number) {
  const wanted = from ? days.findIndex((day) => day >= from) : 0
  const first = Math.max(0, Math.min(wanted < 0 ? 0 : wanted, Math.max(0, days.length - count)))
  return { first, last: Math.min(days.length, first + count) - 1 }
}

/** The rows from the first to the last in which a figure is known; none: all of them. */
export function rowsWith({ days, placeOf }: Layout, values: readonly (number | null)[]) {
  const rows = values.flatMap((value, interval) => {
    const place = value === null ? undefined : placeOf(interval)
    return place ? [place[0]] : []
  })
  if (rows.length === 0) return { first: 0, last: days.length - 1 }
  return { first: rows[0] ?? 0, last: rows.at(-1) ?? 0 }
}
