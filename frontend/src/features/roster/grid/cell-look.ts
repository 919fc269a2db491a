import { wallTime } from '@/format'
import { shiftColour } from '@/parts/shift-letter'
import { MARK, type Sheet } from '../model/sheet'
import classes from './grid.module.css'

const AWAY: Readonly<Record<string, readonly [letter: string, tone: string]>> = {
  vacation: ['V', 'v'],
  sickness: ['S', 's'],
  training: ['T', 't'],
  parental: ['P', 'v'],
  unpaid: ['U', 'v'],
  other: ['O', 'v'],
}

/** The letter of an absence, which is never told by colour alone. */
export function awayLetter(kind: string | undefined): string {
  return (AWAY[kind ?? 'other'] ?? ['O'])[0]
}

/** What a cell says: a shift by letter and start, an absence by letter, a wish with a question mark. */
export function cellText(sheet: Sheet, person: number, day: number, wide: boolean): string {
  const planned = (sheet.marks(person, day) & MARK.planned) !== 0
  const shift = planned ? sheet.planned(person, day) : sheet.shift(person, day)
  if (planned && !shift) return '→ –'
  if (shift) {
    const start = wallTime(sheet.clock.toWall(day, shift.startMin))
    if (planned) return `→ ${shift.letter} ${start}`
    if (!wide) return `${shift.letter} ${start}`
    return `${shift.letter} ${start}–${wallTime(sheet.clock.toWall(day, shift.endMin))}`
  }
  const marks = sheet.marks(person, day)
  if (marks & MARK.away) return awayLetter(sheet.away(person, day))
  if (marks & MARK.wish) return `${awayLetter(sheet.away(person, day))}?`
  return ''
}

const looks = new Map<string, string>()

/** The classes of a cell. The same few combinations come again and again, so each is kept. */
export function cellClass(sheet: Sheet, person: number, day: number): string {
  const marks = sheet.marks(person, day)
  const tone = toneOf(sheet, person, day, marks)
  const key = `${tone}${marks}`
  const found = looks.get(key)
  if (found) return found
  const look = [
    classes.cell,
    tone && classes[`tone-${tone}`],
    marks & MARK.locked && classes.locked,
    marks & MARK.pending && classes.pending,
    marks & MARK.planned && classes.planned,
    marks & MARK.broken && classes.broken,
    marks & MARK.wish && tone && classes.wished,
    marks & MARK.wishMet && classes.wishMet,
    marks & MARK.wishMissed && classes.wishMissed,
  ]
    .filter(Boolean)
    .join(' ')
  looks.set(key, look)
  return look
}

function toneOf(sheet: Sheet, person: number, day: number, marks: number): string {
  const shift = sheet.shift(person, day)
  if (shift) return shiftColour(shift.letter ?? '')
  if (marks & MARK.away) return (AWAY[sheet.away(person, day) ?? 'other'] ?? ['O', 'v'])[1]
  return ''
}
