import type { LineNames } from './option'
import type { Range } from './range'
import type { Place, Timeline } from './timeline'

type Values = readonly (number | null)[]

/** A column of numbers and what it is called. */
export interface NumberColumn {
  readonly name: string
  readonly values: Values
}

/** A place with its numbers, in the order of the columns. */
export interface NumberRow {
  readonly place: Place
  readonly order: number
  readonly values: Values
}

interface Names extends LineNames {
  readonly lo: (level: number) => string
  readonly hi: (level: number) => string
  readonly difference: string
}

/** The numbers of a timeline as columns; beside another run its difference from the forecast. */
export function numberColumns(timeline: Timeline, names: Names): NumberColumn[] {
  const { forecast, bands, actual, past, other } = timeline
  const columns: NumberColumn[] = [{ name: names.forecast, values: forecast }]
  for (const { level, lo, hi } of bands) {
    columns.push({ name: names.lo(level), values: lo }, { name: names.hi(level), values: hi })
  }
  if (actual) columns.push({ name: names.actual, values: actual })
  if (past) columns.push({ name: names.past, values: past })
  if (other) {
    columns.push({ name: names.other, values: other })
    columns.push({
      name: names.difference,
      values: forecast.map((value, i) => minus(value, other[i])),
    })
  }
  return columns
}

/** The places in sight as rows. */
export function numberRows(
  { places }: Timeline,
  columns: readonly NumberColumn[],
  [first, last]: Range,
): NumberRow[] {
  return places.slice(first, last + 1).map((place, at) => ({
    place,
    order: first + at,
    values: columns.map(({ values }) => values[first + at] ?? null),
  }))
}

/** Rows as a spreadsheet takes them: a heading, tabs between cells, plain numbers, days as YYYY-MM-DD. */
export function tabSeparated(
  placeName: string,
  columns: readonly NumberColumn[],
  rows: readonly NumberRow[],
): string {
  const heading = [placeName, ...columns.map(({ name }) => name)]
  const lines = rows.map(({ place, values }) => [
    place.clock === undefined ? place.day : `${place.day} ${place.clock}`,
    ...values.map((value) => (value == null ? '' : String(Number(value.toFixed(4))))),
  ])
  return [heading, ...lines].map((cells) => cells.join('\t')).join('\n')
}

function minus(a: number | null, b: number | null | undefined): number | null {
  return a == null || b == null ? null : a - b
}
