/** Days from a day on, as texts; negative ones lie before. */
export function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** A stretch of days. */
export interface Span {
  readonly from: string
  readonly days: number
}

/** The days that all of some stretches share; undefined where there are none. */
export function common(spans: readonly Span[]): Span | undefined {
  const first = spans
    .map(({ from }) => from)
    .sort()
    .at(-1)
  const end = spans.map(({ from, days }) => plusDays(from, days)).sort()[0]
  if (!first || !end || end <= first) return undefined
  const days = (Date.parse(`${end}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000
  return { from: first, days }
}
