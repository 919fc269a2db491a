import type { CalendarDay } from '@/api/types'
import { dayAfter, daysBetween } from '@/parts/months/dates'

export const KINDS = ['holiday', 'workday', 'school_break', 'event'] as const
export type Kind = (typeof KINDS)[number]

/** What a person plans as one thing: a stretch of days in a row that are special in the same way. */
export interface Entry {
  readonly kind: Kind
  readonly name: string
  /** Groups events that act alike on demand; "" for other kinds. */
  readonly eventType: string
  /** Expected change of contacts in per cent; undefined leaves it to the forecast. */
  readonly upliftPct?: number
  readonly from: string
  readonly to: string
}

/** A stretch of a year's days by what it is and when it begins. */
export function entryKey({ kind, name, from }: Entry): string {
  return `${from} ${kind} ${name}`
}

/** How many days an entry lasts. */
export function lengthOf({ from, to }: Entry): number {
  return daysBetween(from, to).length
}

/** The days of a calendar as entries, in the order in which they begin. */
export function entriesOf(days: readonly CalendarDay[]): Entry[] {
  const entries: { -readonly [K in keyof Entry]: Entry[K] }[] = []
  for (const day of days.toSorted((a, b) => a.date.localeCompare(b.date))) {
    const open = entries.findLast((entry) => alike(entry, day) && day.date <= dayAfter(entry.to, 1))
    if (open) open.to = day.date
    else entries.push({ ...what(day), from: day.date, to: day.date })
  }
  return entries
}

/** The days that an entry stands for. */
export function daysOf(entry: Entry): CalendarDay[] {
  const { kind, name, eventType, upliftPct, from, to } = entry
  return daysBetween(from, to).map((date) => ({
    date,
    kind,
    name,
    ...(eventType && { eventType }),
    ...(upliftPct !== undefined && { upliftPct }),
  }))
}

/**
 * The days of a calendar with one entry in place of another: without `now` the
 * old one is gone, without `old` the new one is added. Days that another entry
 * holds with the same kind and name are taken over, because a calendar has each once.
 */
export function withEntry(
  days: readonly CalendarDay[],
  old: Entry | undefined,
  now: Entry | undefined,
): CalendarDay[] {
  const gone = new Set(old ? daysOf(old).map(keyOf) : [])
  const fresh = now ? daysOf(now) : []
  const taken = new Set(fresh.map(keyOf))
  const kept = days.filter((day) => !gone.has(keyOf(day)) && !taken.has(keyOf(day)))
  return [...kept, ...fresh].toSorted(
    (a, b) =>
      a.date.localeCompare(b.date) || a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name),
  )
}

/** The years that entries touch. */
export function yearsOf(...entries: readonly (Entry | undefined)[]): number[] {
  const years = entries.flatMap((entry) =>
    entry ? [Number(entry.from.slice(0, 4)), Number(entry.to.slice(0, 4))] : [],
  )
  if (years.length === 0) return []
  const [first, last] = [Math.min(...years), Math.max(...years)]
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** The types of events that a calendar knows, in the order of the alphabet. */
export function eventTypesOf(days: readonly CalendarDay[]): string[] {
  return [...new Set(days.flatMap(({ eventType }) => eventType || []))].toSorted()
}

function what({ kind, name, eventType = '', upliftPct }: CalendarDay) {
  return { kind, name, eventType, upliftPct }
}

function alike(entry: Entry, day: CalendarDay): boolean {
  return (
    entry.kind === day.kind &&
    entry.name === day.name &&
    entry.eventType === (day.eventType ?? '') &&
    entry.upliftPct === day.upliftPct
  )
}

// Of holidays and workdays a calendar has one a day; of the others one of each name.
function keyOf({ date, kind, name }: CalendarDay): string {
  return kind === 'holiday' || kind === 'workday' ? `${date} ${kind}` : `${date} ${kind} ${name}`
}
