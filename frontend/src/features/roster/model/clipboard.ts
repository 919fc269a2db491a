import { wallTime } from '@/format'
import { onDay, put, remove, served } from './edits'
import type { Sheet } from './sheet'
import type { Cell, Move, ShiftRow } from './types'

/** A cell as text: "E 06:45-15:15"; nothing for a day off. */
export function textOf(sheet: Sheet, person: number, day: number): string {
  const shift = sheet.shift(person, day)
  if (!shift) return ''
  const wall = (minute: number) => wallTime(sheet.clock.toWall(day, minute))
  return `${shift.letter} ${wall(shift.startMin)}-${wall(shift.endMin)}`
}

/** Rows of cells as tab-separated values, which a spreadsheet takes. */
export function toTsv(sheet: Sheet, rows: readonly (readonly Cell[])[]): string {
  return rows
    .map((cells) => cells.map(({ person, day }) => textOf(sheet, person, day)).join('\t'))
    .join('\n')
}

/** What pasting would do. */
export interface Paste {
  readonly moves: readonly Move[]
  readonly pasted: number
  readonly locked: number
  /** Texts that are not a shift, as found. */
  readonly unread: readonly string[]
}

/**
 * Reads tab-separated cells onto the grid from a cell on: "E 06:45-15:15", "E
 * 06:45" or the letter alone; an empty text is a day off. Shifts come with the
 * pauses of the copied ones where the text is what was copied.
 */
export function paste(sheet: Sheet, text: string, order: readonly number[], at: Corner): Paste {
  const moves: Move[] = []
  const unread: string[] = []
  let [pasted, locked] = [0, 0]
  for (const [down, line] of text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .entries()) {
    for (const [right, value] of line.split('\t').entries()) {
      const cell = { person: order[at.row + down] ?? -1, day: at.day + right }
      if (cell.person < 0 || cell.day >= sheet.days) continue
      if (sheet.shift(cell.person, cell.day)?.locked) {
        locked++
        continue
      }
      const move = moveOf(sheet, cell, value.trim())
      if (move === 'unread') unread.push(value)
      else if (move) {
        moves.push(move)
        pasted++
      }
    }
  }
  return { moves, pasted, locked, unread }
}

/** Where pasting begins: a row on screen and a day. */
export interface Corner {
  readonly row: number
  readonly day: number
}

const SHIFT = /^([^\s\d]{1,8})(?:\s+(\d{1,2}:\d\d)(?:\s*[-–]\s*(\d{1,2}:\d\d))?)?$/

function moveOf(sheet: Sheet, cell: Cell, text: string): Move | 'unread' | undefined {
  if (text === '') {
    return sheet.shift(cell.person, cell.day) ? remove(sheet, cell) : undefined
  }
  const found = SHIFT.exec(text)
  if (!found) return 'unread'
  const shift = shiftOf(sheet, cell, found[1] ?? '', found[2], found[3])
  return shift ? put(sheet, cell, served(sheet, shift, cell.person)) : 'unread'
}

// The shift with these times that is nearest: of the same person, then of anybody
// with the letter. It brings its pauses along.
function shiftOf(sheet: Sheet, cell: Cell, letter: string, from?: string, to?: string) {
  const like = model(sheet, cell, letter, from, to)
  if (!like) return undefined
  return onDay(sheet, { ...like.shift, locked: false }, like.day, cell.day)
}

function model(sheet: Sheet, cell: Cell, letter: string, from?: string, to?: string) {
  const fits = (shift: ShiftRow | undefined, day: number): shift is ShiftRow => {
    if (!shift || shift.letter !== letter) return false
    const wall = (minute: number) => wallTime(sheet.clock.toWall(day, minute))
    const start = !from || wall(shift.startMin) === from.padStart(5, '0')
    return start && (!to || wall(shift.endMin) === to.padStart(5, '0'))
  }
  const people = [cell.person, ...sheet.people.keys()]
  for (const person of people) {
    for (let day = 0; day < sheet.days; day++) {
      const shift = sheet.shift(person, day)
      if (fits(shift, day)) return { shift, day }
    }
  }
  return undefined
}
