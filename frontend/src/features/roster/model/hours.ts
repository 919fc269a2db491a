import { MARK, type Sheet } from './sheet'
import type { ShiftRow } from './types'

/** Paid minutes of a shift: its length without unpaid pauses. */
export function paidMinutes(shift: ShiftRow): number {
  const unpaid = (shift.breaks ?? [])
    .filter(({ paid }) => !paid)
    .reduce((sum, { minutes }) => sum + minutes, 0)
  return shift.endMin - shift.startMin - unpaid
}

/** A stretch of days that belongs to one week, from Monday. */
export interface Week {
  readonly first: number
  readonly last: number
}

/** The weeks that days fall into, by their positions. */
export function weeksOf(days: readonly string[]): Week[] {
  const weeks: { first: number; last: number }[] = []
  for (const [at, day] of days.entries()) {
    const monday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1
    const open = weeks.at(-1)
    if (!open || monday) weeks.push({ first: at, last: at })
    else open.last = at
  }
  return weeks
}

/** Paid minutes of a person in a week. */
export function weekMinutes(sheet: Sheet, person: number, { first, last }: Week): number {
  let minutes = 0
  for (let day = first; day <= last; day++) {
    const shift = sheet.shift(person, day)
    if (shift) minutes += shift.paidMin || paidMinutes(shift)
  }
  return minutes
}

const PAID = new Set(['vacation', 'sickness', 'training'])
const PAID_DAYS = 5

/**
 * Minutes that paid absence counts towards the least weekly time: a fifth of it
 * a day, on five days a week at most, as the rules of the roster count them.
 */
export function creditMinutes(sheet: Sheet, person: number, week: Week, least: number): number {
  let days = 0
  for (let day = week.first; day <= week.last; day++) {
    const away = (sheet.marks(person, day) & MARK.away) !== 0
    if (away && PAID.has(sheet.away(person, day) ?? '')) days++
  }
  return (Math.min(days, PAID_DAYS) * least) / 5
}
