import { addDays, clockOf, dayOf, daysBetween } from './days'
import type { ForecastIntervals, ForecastTotal, ForecastTotals } from './queries'
import type { Step } from './route'

type Values = readonly (number | null)[]

/** Contacts observed by interval; null where nothing was. Starts carry the site's offset. */
export interface Observed {
  readonly start: readonly string[]
  readonly contacts: Values
}

/** One place on the horizontal axis: an interval, a day or a week. */
export interface Place {
  /** Its first day. */
  readonly day: string
  /** Its last day; the same but for weeks. */
  readonly last: string
  /** Wall clock of an interval. */
  readonly clock?: string
}

/** A band around the forecast, a value a place. */
export interface Band {
  readonly level: number
  readonly lo: Values
  readonly hi: Values
}

/** Everything a chart or a table of a forecast shows, a value a place in every line. */
export interface Timeline {
  readonly step: Step
  readonly places: readonly Place[]
  readonly forecast: Values
  readonly bands: readonly Band[]
  /** What happened. */
  readonly actual?: Values
  /** What happened so many weeks before each place. */
  readonly past?: Values
  /** Another forecast of the same queue. */
  readonly other?: Values
}

export interface Sources {
  readonly intervals: ForecastIntervals
  readonly totals: ForecastTotals
  readonly observed?: Observed
  readonly otherIntervals?: ForecastIntervals
  readonly otherTotals?: ForecastTotals
  /** First day to show; earlier than the forecast where history is shown before it. */
  readonly from: string
  /** Weeks back of the line laid over. */
  readonly past?: number
}

/** Puts a forecast, what was observed and another forecast on one axis. */
export function timelineOf(step: Step, sources: Sources): Timeline {
  if (step === 'interval') return byInterval(sources)
  return byTotals(step, sources, step === 'day' ? sources.totals.days : sources.totals.weeks)
}

function byInterval({ intervals, observed, otherIntervals, from, past }: Sources): Timeline {
  const seen = new Map<string, number | null>()
  observed?.start.forEach((start, i) => {
    seen.set(start, observed.contacts[i] ?? null)
  })
  const first = intervals.start[0]
  const before = first
    ? (observed?.start ?? []).filter(
        (start) => dayOf(start) >= from && instant(start) < instant(first),
      )
    : []
  const starts = [...before, ...intervals.start]
  const pad = before.length
  const other = otherIntervals && valuesAt(otherIntervals.start, otherIntervals.contacts)
  return {
    step: 'interval',
    places: starts.map((start) => ({
      day: dayOf(start),
      last: dayOf(start),
      clock: clockOf(start),
    })),
    forecast: padded(pad, intervals.contacts),
    bands: intervals.bands.map(({ level, lo, hi }) => ({
      level,
      lo: padded(pad, lo),
      hi: padded(pad, hi),
    })),
    actual: observed && starts.map((start) => seen.get(start) ?? null),
    past: past && observed ? pastIntervals(starts, observed, past) : undefined,
    other: other && starts.map((start) => other.get(start) ?? null),
  }
}

// Laid over by the wall clock: 09:00 stands over 09:00 though the clocks changed in between.
function pastIntervals(starts: readonly string[], observed: Observed, weeks: number): Values {
  const wall = valuesAt(
    observed.start.map((start) => start.slice(0, 16)),
    observed.contacts,
  )
  return starts.map(
    (start) => wall.get(`${addDays(dayOf(start), -7 * weeks)}T${clockOf(start)}`) ?? null,
  )
}

function byTotals(
  step: 'day' | 'week',
  sources: Sources,
  totals: readonly ForecastTotal[],
): Timeline {
  const { observed, from, past } = sources
  const days = observed && dayTotals(observed)
  const others = step === 'day' ? sources.otherTotals?.days : sources.otherTotals?.weeks
  const other = new Map(others?.map((total) => [total.first, total.contacts]))
  const ahead = totals.map(({ first, last }) => ({ day: first, last }))
  const before = observed ? earlier(step, from, ahead[0]?.day) : []
  const places = [...before, ...ahead]
  const pad = before.length
  const sumOf = (place: Place, shift = 0) => days && spanTotal(days, place, shift)
  return {
    step,
    places,
    forecast: padded(
      pad,
      totals.map(({ contacts }) => contacts),
    ),
    bands: (totals[0]?.bands ?? []).map(({ level }, at) => ({
      level,
      lo: padded(
        pad,
        totals.map(({ bands }) => bands[at]?.lo ?? null),
      ),
      hi: padded(
        pad,
        totals.map(({ bands }) => bands[at]?.hi ?? null),
      ),
    })),
    actual: days && places.map((place) => sumOf(place) ?? null),
    past: past && days ? places.map((place) => sumOf(place, -7 * past) ?? null) : undefined,
    other: others && places.map(({ day }) => other.get(day) ?? null),
  }
}

/** The days or whole weeks from a day up to the first one forecast. */
function earlier(step: 'day' | 'week', from: string, first: string | undefined): Place[] {
  if (!first) return []
  const length = step === 'day' ? 1 : 7
  const count = Math.max(0, Math.floor(daysBetween(from, first) / length))
  return Array.from({ length: count }, (_, i) => {
    const day = addDays(first, (i - count) * length)
    return { day, last: addDays(day, length - 1) }
  })
}

/** Contacts by day; a day with nothing observed is not among them. */
export function dayTotals({ start, contacts }: Observed): Map<string, number> {
  const totals = new Map<string, number>()
  start.forEach((at, i) => {
    const value = contacts[i]
    if (value == null) return
    totals.set(dayOf(at), (totals.get(dayOf(at)) ?? 0) + value)
  })
  return totals
}

// A week that was not observed from end to end would look like a bad week, so it has no total.
function spanTotal(days: Map<string, number>, { day, last }: Place, shift: number): number | null {
  const seen = [...days.keys()]
  const [from, to] = [addDays(day, shift), addDays(last, shift)]
  if (from < (seen[0] ?? '') || to > (seen.at(-1) ?? '')) return null
  const within = seen.filter((one) => one >= from && one <= to)
  return within.length > 0 ? within.reduce((sum, one) => sum + (days.get(one) ?? 0), 0) : null
}

function valuesAt(keys: readonly string[], values: Values): Map<string, number | null> {
  return new Map(keys.map((key, i) => [key, values[i] ?? null]))
}

function padded(count: number, values: Values): (number | null)[] {
  return [...new Array<null>(count).fill(null), ...values]
}

function instant(start: string): number {
  return Date.parse(start)
}
