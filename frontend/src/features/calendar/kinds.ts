import type { DayLook } from '@/parts/months/month-table'
import type { Entry, Kind } from './entries'

/** The colour of each kind, the same in the year, the list and the filter. */
export const TONES: Record<Kind, NonNullable<DayLook['tone']>> = {
  holiday: 's',
  workday: 'e',
  school_break: 'l',
  event: 'n',
}

// where several kinds meet on a day, the one that changes most is in front
const RANK: Record<Kind, number> = { holiday: 0, workday: 1, event: 2, school_break: 3 }

/** The entries that hold a day, the most telling first. */
export function entriesOn(entries: readonly Entry[], day: string): Entry[] {
  return entries
    .filter(({ from, to }) => from <= day && day <= to)
    .toSorted((a, b) => RANK[a.kind] - RANK[b.kind])
}
