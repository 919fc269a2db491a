/** Days from a day on, as texts; negative ones lie before. */
export function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return plusDays(day, -weekday)
}

/** The viewer's own calendar day: whoever looks for their next shift is where they work. */
export function today(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** The wall time of an instant where its own offset holds: shifts come with that of their site. */
export function wallTimeOf(instant: string): string {
  return instant.slice(11, 16)
}
