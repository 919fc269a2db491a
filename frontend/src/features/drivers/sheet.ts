import type { DriverValue } from '@/api/types'
import { daysBetween } from '@/parts/months/dates'
import { numberOf } from './paste'

/** A line of the sheet: a day and what stands in its field. */
export interface Cell {
  readonly date: string
  readonly text: string
  readonly planned: boolean
}

/** The days between two as lines, empty where a day has no value. */
export function cellsOf(values: readonly DriverValue[], from: string, to: string): Cell[] {
  const known = new Map(values.map((value) => [value.date, value]))
  return daysBetween(from, to).map((date) => {
    const found = known.get(date)
    return { date, text: found ? String(found.value) : '', planned: found?.planned ?? false }
  })
}

/** A line with another text. What is written of days to come is planned, of days past it is a fact. */
export function written(cell: Cell, text: string, today: string): Cell {
  return { ...cell, text, planned: text.trim() !== '' && cell.date >= today }
}

/** The lines with pasted values in them; days that are not on the sheet are counted and left. */
export function pastedInto(
  cells: readonly Cell[],
  values: ReadonlyMap<string, number | undefined>,
  today: string,
): { cells: Cell[]; taken: number; outside: number } {
  const days = new Set(cells.map(({ date }) => date))
  const inside = [...values.keys()].filter((day) => days.has(day))
  return {
    cells: cells.map((cell) =>
      values.has(cell.date) ? written(cell, values.get(cell.date)?.toString() ?? '', today) : cell,
    ),
    taken: inside.length,
    outside: values.size - inside.length,
  }
}

/** The values that the sheet stands for. */
export function valuesOf(cells: readonly Cell[]): DriverValue[] {
  return cells.flatMap(({ date, text, planned }) => {
    const value = numberOf(text)
    return value === undefined || Number.isNaN(value)
      ? []
      : [{ date, value, ...(planned && { planned }) }]
  })
}

/** The days whose text is no figure. */
export function wrongDays(cells: readonly Cell[]): string[] {
  return cells.filter(({ text }) => Number.isNaN(numberOf(text))).map(({ date }) => date)
}

/** How many lines differ. */
export function changesBetween(before: readonly Cell[], after: readonly Cell[]): number {
  return after.filter((cell, i) => {
    const old = before[i]
    return old?.planned !== cell.planned || numberOf(old.text) !== numberOf(cell.text)
  }).length
}

/** Days gone by whose value is still only planned. */
export function unconfirmed(cells: readonly Cell[], today: string): number {
  return cells.filter(({ date, planned }) => planned && date < today).length
}

/** The lines with what was planned of days gone by taken for what came. */
export function confirmed(cells: readonly Cell[], today: string): Cell[] {
  return cells.map((cell) => (cell.date < today ? { ...cell, planned: false } : cell))
}
