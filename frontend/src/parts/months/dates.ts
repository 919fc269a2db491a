// Arithmetic of calendar days. A day is the text YYYY-MM-DD and a month YYYY-MM;
// neither has a zone, so nothing here ever shifts by one.

const DAY_MS = 86_400_000

function at(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** The day so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(at(day).getTime() + days * DAY_MS).toISOString().slice(0, 10)
}

/** How many days the second lies after the first. */
export function daysFrom(first: string, second: string): number {
  return Math.round((at(second).getTime() - at(first).getTime()) / DAY_MS)
}

/** The same day so many months later, or the last of that month where it is shorter. */
export function monthsAfter(day: string, months: number): string {
  const from = at(day)
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1))
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()
  to.setUTCDate(Math.min(from.getUTCDate(), last))
  return to.toISOString().slice(0, 10)
}

/** The weekday of a day, 1 Monday to 7 Sunday. */
export function isoWeekday(day: string): number {
  return at(day).getUTCDay() || 7
}

/** Every day between two, both included; none where the second lies before the first. */
export function daysBetween(first: string, last: string): string[] {
  return Array.from({ length: Math.max(0, daysFrom(first, last) + 1) }, (_, i) =>
    dayAfter(first, i),
  )
}

/** The months that two days span, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  for (let month = `${first.slice(0, 7)}-01`; month <= last; month = monthsAfter(month, 1)) {
    months.push(month.slice(0, 7))
  }
  return months
}

/** The weeks of a month from Monday to Sunday; undefined where another month's days would stand. */
export function weeksOf(month: string): (string | undefined)[][] {
  const first = `${month}-01`
  const days = daysBetween(first, dayAfter(monthsAfter(first, 1), -1))
  const places = [...Array.from({ length: isoWeekday(first) - 1 }, () => undefined), ...days]
  const weeks: (string | undefined)[][] = []
  for (let i = 0; i < places.length; i += 7) {
    const week: (string | undefined)[] = places.slice(i, i + 7)
    while (week.length < 7) week.push(undefined)
    weeks.push(week)
  }
  return weeks
}

/** Two days in their order. */
export function inOrder(a: string, b: string): [first: string, last: string] {
  return a <= b ? [a, b] : [b, a]
}
