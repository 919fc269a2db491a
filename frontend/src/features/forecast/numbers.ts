import type { LineNames } from './chart-parts'
import type { Values } from './curve'
import type { Range } from './range'
import type { Place, Timeline } from './timeline'

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
  readonly difference: (other: string) => string
}

/** The numbers of a timeline as columns; beside another run or a lock its difference from the forecast. */
export function numberColumns(timeline: Timeline, names: Names): NumberColumn[] {
  const { forecast, bands, actual, lines } = timeline
  const columns: NumberColumn[] = [{ name: names.forecast, values: forecast }]
  for (const { level, lo, hi } of bands) {
    columns.push({ name: names.lo(level), values: lo }, { name: names.hi(level), values: hi })
  }
  if (actual) columns.push({ name: names.actual, values: actual })
  for (const line of lines) {
    columns.push({ name: names.line(line), values: line.values })
    if (line.kind !== 'run' && line.kind !== 'lock') continue
    columns.push({
      name: names.difference(names.line(line)),
      values: forecast.map((value, i) => minus(value, line.values[i])),
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
