import { type Language, tagOf } from '@/i18n/language'

/** An amount of money as the API gives it: whole minor units (cents, fen) and an ISO 4217 code. */
export interface Money {
  readonly minor: number
  readonly currency: string
}

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

// Building an Intl object costs 50 times what using one does, so each is kept.
function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  kind: string,
  language: Language,
  options: object,
  make: (tag: string) => T,
): T {
  const key = `${kind}|${language}|${JSON.stringify(options)}`
  const found = made.get(key)
  if (found) return found as T
  const fresh = make(tagOf(language))
  made.set(key, fresh)
  return fresh
}

function numbers(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept('number', language, options, (tag) => new Intl.NumberFormat(tag, options))
}

function dates(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept('date', language, options, (tag) => new Intl.DateTimeFormat(tag, options))
}

/** A count or a measure, grouped, with at most the given decimals. */
export function number(language: Language, value: number, decimals = 0): string {
  return numbers(language, { maximumFractionDigits: decimals }).format(value)
}

/** A number with exactly the given decimals, for columns that must line up. */
export function fixed(language: Language, value: number, decimals: number): string {
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return numbers(language, options).format(value)
}

/** A large number in short: 1.2M, 123万. Chinese groups by ten thousand. */
export function compact(language: Language, value: number): string {
  return numbers(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value)
}

/** A ratio 0..1 as a percentage. */
export function percent(language: Language, ratio: number, decimals = 0): string {
  const options = { style: 'percent' as const, maximumFractionDigits: decimals }
  return numbers(language, options).format(ratio)
}

/** A ratio 0..1 as a percentage of so many decimals, for columns: 95.0% beside 96.2%. */
export function fixedPercent(language: Language, ratio: number, decimals: number): string {
  const options = {
    style: 'percent' as const,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }
  return numbers(language, options).format(ratio)
}

/** A change as a percentage with its sign: +12%, −3%, 0%. */
export function signedPercent(language: Language, ratio: number, decimals = 0): string {
  const options = {
    style: 'percent' as const,
    maximumFractionDigits: decimals,
    signDisplay: 'exceptZero' as const,
  }
  return numbers(language, options).format(ratio)
}

/** A difference with its sign: +1,200, −30, 0. */
export function signed(language: Language, value: number, decimals = 0): string {
  const options = { maximumFractionDigits: decimals, signDisplay: 'exceptZero' as const }
  return numbers(language, options).format(value)
}

/** A sum of money, with as many decimals as its currency has. */
export function money(language: Language, amount: Money): string {
  const format = numbers(language, { style: 'currency', currency: amount.currency })
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(amount.minor / 10 ** decimals)
}

/** A file size in decimal units. */
export function bytes(language: Language, value: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  let unit = 0
  let amount = value
  for (; amount >= 1000 && unit < units.length - 1; unit++) amount /= 1000
  return numbers(language, {
    style: 'unit',
    unit: units[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: amount < 10 && unit > 0 ? 1 : 0,
  }).format(amount)
}

/** A duration in seconds as a clock shows it: 3:05, 1:02:07. The same in every language. */
export function duration(seconds: number): string {
  const total = Math.round(Math.abs(seconds))
  const sign = seconds < 0 && total > 0 ? '−' : ''
  const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return sign + (h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`)
}

const SPANS = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** A length of time in its largest fitting unit, in words: 20 sec, 4 hr, 20秒, 4小时. */
export function span(language: Language, seconds: number): string {
  const [unit, length] = SPANS.find(([, size]) => Math.abs(seconds) >= size) ?? SPANS[2]
  return numbers(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(seconds / length)
}

/** Things one after another, without those that are not said: a, b and 甲、乙. */
export function list(language: Language, things: readonly (string | false)[]): string {
  return things.filter(Boolean).join(language === 'zh' ? '、' : ', ')
}

/** Minutes after midnight as wall time; beyond a day they go on: 1500 is 01:00 of the next day. */
export function wallTime(minutes: number): string {
  const inDay = ((Math.round(minutes) % 1440) + 1440) % 1440
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}`
}

/** How a day is written: in full, without its year, or by its weekday. */
export type DayStyle = 'full' | 'short' | 'weekday' | 'weekdayDate'

const DAY_STYLES: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  full: { year: 'numeric', month: 'short', day: 'numeric' },
  short: { month: 'numeric', day: 'numeric' },
  weekday: { weekday: 'short' },
  weekdayDate: { weekday: 'short', month: 'short', day: 'numeric' },
}

/** A calendar day, YYYY-MM-DD. It has no zone, so it never shifts by one. */
export function day(language: Language, date: string, style: DayStyle = 'full'): string {
  const at = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return date
  return dates(language, { ...DAY_STYLES[style], timeZone: 'UTC' }).format(at)
}

/** A month, YYYY-MM, in full: November 2026, or in short: Nov 26. */
export function month(language: Language, value: string, style: 'long' | 'short' = 'long'): string {
  const at = new Date(`${value}-01T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return value
  const year = style === 'long' ? 'numeric' : '2-digit'
  return dates(language, { year, month: style, timeZone: 'UTC' }).format(at)
}

/** The name of an ISO weekday, 1 Monday to 7 Sunday. */
export function weekday(
  language: Language,
  iso: number,
  style: 'long' | 'short' | 'narrow' = 'short',
): string {
  const at = new Date(Date.UTC(2024, 0, iso)) // 1 January 2024 was a Monday
  return dates(language, { weekday: style, timeZone: 'UTC' }).format(at)
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** The time of day of an instant, in the site's zone and never the viewer's, by 24 hours. */
export function time(language: Language, instant: string | Date, zone: string): string {
  return dates(language, { ...CLOCK, timeZone: zone }).format(new Date(instant))
}

/** The day and time of an instant in the site's zone. */
export function dateTime(language: Language, instant: string | Date, zone: string): string {
  const options = { ...DAY_STYLES.full, ...CLOCK, timeZone: zone }
  return dates(language, options).format(new Date(instant))
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** How long ago, or until, an instant is from now: "2 hours ago". */
export function relative(language: Language, instant: string | Date, now: Date): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000
  const options = { numeric: 'auto' } as const
  const format = kept(
    'relative',
    language,
    options,
    (tag) => new Intl.RelativeTimeFormat(tag, options),
  )
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit)
  }
  return format.format(0, 'second')
}
