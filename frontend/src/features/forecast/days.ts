const DAY_MS = 86_400_000

/** The day so many days later. Days are texts YYYY-MM-DD and have no zone. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** How many days the second lies after the first. */
export function daysBetween(first: string, second: string): number {
  return Math.round((Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS)
}

/** The weekday of a day, 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The day of an instant in the site's zone, as the API writes instants: with the zone's offset. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10)
}

/** The wall clock of an instant in the site's zone: HH:MM. */
export function clockOf(instant: string): string {
  return instant.slice(11, 16)
}

/** Today at a site. */
export function todayIn(zone: string | undefined, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now)
  return parts.slice(0, 10)
}

/** The next Monday after a day: plans begin with the week. */
export function nextMonday(day: string): string {
  return addDays(day, 8 - weekdayOf(day))
}
