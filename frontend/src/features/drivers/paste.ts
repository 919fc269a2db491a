import { date } from '@/app/search'
import { dayAfter } from '@/parts/months/dates'

/** What pasted text says: a value for a day, or none where a cell was empty. */
export interface Pasted {
  readonly values: ReadonlyMap<string, number | undefined>
  /** What was not understood, with its line from 1. */
  readonly refused: readonly { readonly line: number; readonly text: string }[]
}

/**
 * Reads cells as a spreadsheet copies them, or lines of a CSV file. Lines with
 * one cell are values for one day after another, from the first; lines with two
 * or more begin with their day. A heading is passed over.
 */
export function readPasted(text: string, firstDay: string): Pasted {
  const values = new Map<string, number | undefined>()
  const refused: { line: number; text: string }[] = []
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  let next = firstDay
  lines.forEach((line, at) => {
    const cells = cellsOf(line)
    const alone = cells.length === 1
    const day = alone ? next : dayOf(cells[0] ?? '')
    const value = numberOf(cells[alone ? 0 : 1] ?? '')
    if (day === undefined || Number.isNaN(value)) {
      if (at > 0 || lines.length === 1) refused.push({ line: at + 1, text: line.trim() })
      else if (!looksLikeHeading(cells)) refused.push({ line: 1, text: line.trim() })
      if (alone && at > 0) next = dayAfter(next, 1)
      return
    }
    values.set(day, value)
    if (alone) next = dayAfter(day, 1)
  })
  return { values, refused }
}

function cellsOf(line: string): string[] {
  const by = line.includes('\t') ? '\t' : line.includes(';') ? ';' : undefined
  if (by) return line.split(by).map((cell) => cell.trim())
  const comma = /^\s*(\d{4}[^,]*),(.*)$/.exec(line) // 2026-11-05,120 but not 1,200
  return comma ? [comma[1]?.trim() ?? '', comma[2]?.trim() ?? ''] : [line.trim()]
}

// words only, without a figure: "date value", 日期 数量
function looksLikeHeading(cells: readonly string[]): boolean {
  return cells.every((cell) => !/\d/.test(cell))
}

/** A day as spreadsheets write it: 2026-11-05, 2026/11/5, 2026年11月5日, 5.11.2026. */
export function dayOf(cell: string): string | undefined {
  const year = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(cell)
  if (year) return made(year[1], year[2], year[3])
  const german = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(cell)
  return german ? made(german[3], german[2], german[1]) : undefined
}

function made(year = '', month = '', day = ''): string | undefined {
  return date(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

/**
 * A figure as people write it: 1200, 1,200.5, 1 200, 12.5%. Undefined for an
 * empty cell, NaN for what is none. A percentage becomes its share.
 */
export function numberOf(cell: string): number | undefined {
  const plain = cell.replace(/[\s\u00a0\u202f，]/g, '')
  if (plain === '') return undefined
  const share = plain.endsWith('%')
  const digits = share ? plain.slice(0, -1) : plain
  if (!/^[-−+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$|^[-−+]?\.\d+$/.test(digits)) return Number.NaN
  const value = Number(digits.replaceAll(',', '').replace('−', '-'))
  return share ? Number((value / 100).toPrecision(12)) : value
}
