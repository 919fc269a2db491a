import type { Sheet } from './sheet'
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
