/** A stretch of time that repeats on some days of the week. */
export interface WeeklySpan {
  readonly weekdays: readonly number[]
  readonly from: string
  readonly to: string
}

/** One day's stretch, as the API has it. */
export interface DaySpan {
  readonly weekday: number
  readonly from: string
  readonly to: string
}

/** Puts days with the same hours together: five equal days are one line to edit. */
export function together(days: readonly DaySpan[]): WeeklySpan[] {
  const spans = new Map<string, { weekdays: number[]; from: string; to: string }>()
  for (const { weekday, from, to } of days) {
    const key = `${from} ${to}`
    const span = spans.get(key) ?? { weekdays: [], from, to }
    if (!span.weekdays.includes(weekday)) span.weekdays.push(weekday)
    spans.set(key, span)
  }
  return [...spans.values()].map((span) => ({
    ...span,
    weekdays: span.weekdays.toSorted((a, b) => a - b),
  }))
}

/** The inverse of together: one entry a day, in the order of the week. */
export function apart(spans: readonly WeeklySpan[]): DaySpan[] {
  return spans
    .flatMap(({ weekdays, from, to }) => weekdays.map((weekday) => ({ weekday, from, to })))
    .toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from))
}

/** Days in runs: [1,2,3,4,5,7] becomes [[1,5],[7,7]]. */
export function runs(weekdays: readonly number[]): [first: number, last: number][] {
  const found: [number, number][] = []
  for (const day of weekdays) {
    const open = found.at(-1)
    if (open && open[1] === day - 1) open[1] = day
    else found.push([day, day])
  }
  return found
}

/** Weekly hours in short: "Mon–Fri 08:00–20:00, Sat 09:00–17:00". */
export function inWords(spans: readonly WeeklySpan[], weekday: (day: number) => string): string {
  return spans
    .map(({ weekdays, from, to }) => {
      const days = runs(weekdays).map(([first, last]) =>
        first === last ? weekday(first) : `${weekday(first)}–${weekday(last)}`,
      )
      return `${days.join(', ')} ${from}–${to}`
    })
    .join('; ')
}
