import { type Curve, daySums, type Measure, spanFigure, type Values, valuesOf } from './curve'
import { addDays, clockOf, dayOf, daysBetween } from './days'
import type { ForecastIntervals, ForecastTotal, ForecastTotals } from './queries'
import type { Step } from './route'

/** One place on the horizontal axis: an interval, a day or a week. */
export interface Place {
  /** Its first day. */
  readonly day: string
  /** Its last day; the same but for weeks. */
  readonly last: string
  /** Wall clock of an interval. */
  readonly clock?: string
  /** The intervals of the forecast that it holds, the end not included; absent in the past. */
  readonly span?: readonly [from: number, to: number]
}

/** A band around the forecast, a value a place. */
export interface Band {
  readonly level: number
  readonly lo: Values
  readonly hi: Values
}

/**
 * What a line beside the forecast is: the run before its adjustments, weeks gone
 * by, another run, a locked one, the rest of today as the morning went, or what
 * would come of a change that is not made yet.
 */
export type LineKind = 'unadjusted' | 'past' | 'run' | 'lock' | 'updated' | 'ghost'

/** A line beside the forecast, a value a place. */
export interface Line {
  readonly kind: LineKind
  /** Weeks gone by, or which run or lock. */
  readonly id?: number
  /** Tells lines of one kind apart: 0 is the first of them. */
  readonly tone?: number
  readonly values: Values
}

/** Everything a chart or a table of a forecast shows, a value a place in every line. */
export interface Timeline {
  readonly step: Step
  readonly measure: Measure
  readonly places: readonly Place[]
  readonly forecast: Values
  readonly bands: readonly Band[]
  /** What happened. */
  readonly actual?: Values
  readonly lines: readonly Line[]
}

/** Decimals that a figure of a timeline is worth showing with. */
export function decimalsOf({ step, measure }: Pick<Timeline, 'step' | 'measure'>): number {
  return step === 'interval' || measure === 'workload' ? 1 : 0
}

/** A curve to lay over the forecast. One of the past is laid over so many weeks later. */
export interface Overlay {
  readonly kind: LineKind
  readonly id?: number
  readonly tone?: number
  readonly curve: Curve
}

export interface Sources {
  readonly measure: Measure
  /** The forecast as it stands, its adjustments in it. */
  readonly forecast: Curve
  readonly bands: ForecastIntervals['bands']
  /** Bands of whole days and weeks, of the same curve. */
  readonly totals: ForecastTotals
  readonly observed?: Curve
  readonly overlays?: readonly Overlay[]
  /** First day to show; earlier than the forecast where history is shown before it. */
  readonly from: string
}

/** Puts a forecast, what was observed and what is laid over it on one axis. */
export function timelineOf(step: Step, sources: Sources): Timeline {
  return step === 'interval' ? byInterval(sources) : byTotals(step, sources)
}

function byInterval(sources: Sources): Timeline {
  const { measure, forecast, bands, observed, overlays = [], from } = sources
  const before = startsBefore(forecast.start[0], observed, from)
  const pad = before.length
  const starts = [...before, ...forecast.start]
  const seen = observed && lookUp(observed.start, valuesOf(observed, measure))
  return {
    step: 'interval',
    measure,
    places: starts.map((start, i) => ({
      day: dayOf(start),
      last: dayOf(start),
      clock: clockOf(start),
      span: i < pad ? undefined : [i - pad, i - pad + 1],
    })),
    forecast: padded(pad, valuesOf(forecast, measure)),
    bands: measure === 'contacts' ? bands.map((band) => paddedBand(pad, band)) : [],
    actual: seen && starts.map((start) => seen.get(start) ?? null),
    lines: overlays.map((overlay) => lineOf(overlay, starts, measure)),
  }
}

// The past is laid over by the wall clock: 09:00 stands over 09:00 though the
// clocks changed in between. Everything else is laid over by the instant.
function lineOf(
  { kind, id, tone, curve }: Overlay,
  starts: readonly string[],
  measure: Measure,
): Line {
  const values = valuesOf(curve, measure)
  if (kind !== 'past') {
    const at = lookUp(curve.start, values)
    return { kind, id, tone, values: starts.map((start) => at.get(start) ?? null) }
  }
  const wall = lookUp(
    curve.start.map((start) => start.slice(0, 16)),
    values,
  )
  const back = -7 * (id ?? 0)
  return {
    kind,
    id,
    tone,
    values: starts.map(
      (start) => wall.get(`${addDays(dayOf(start), back)}T${clockOf(start)}`) ?? null,
    ),
  }
}

function byTotals(step: 'day' | 'week', sources: Sources): Timeline {
  const { measure, forecast, totals, observed, overlays = [], from } = sources
  const ahead: readonly ForecastTotal[] = step === 'day' ? totals.days : totals.weeks
  const before = observed ? earlier(step, from, ahead[0]?.first) : []
  const expected = daySums(forecast)
  const spans = daySpans(forecast.start)
  const places = [
    ...before,
    ...ahead.map(({ first, last }) => ({ day: first, last, span: spanOf(spans, first, last) })),
  ]
  const figures = (curve: Curve, shift = 0) => {
    const sums = daySums(curve)
    return places.map(({ day, last }) =>
      spanFigure(sums, [addDays(day, shift), addDays(last, shift)], measure),
    )
  }
  return {
    step,
    measure,
    places,
    forecast: padded(
      before.length,
      ahead.map(({ first, last, adjustedContacts }) =>
        measure === 'contacts' ? adjustedContacts : spanFigure(expected, [first, last], measure),
      ),
    ),
    bands: measure === 'contacts' ? totalBands(ahead, before.length) : [],
    actual: observed && figures(observed),
    lines: overlays.map(({ kind, id, tone, curve }) => ({
      kind,
      id,
      tone,
      values: figures(curve, kind === 'past' ? -7 * (id ?? 0) : 0),
    })),
  }
}

function totalBands(totals: readonly ForecastTotal[], pad: number): Band[] {
  return (totals[0]?.bands ?? []).map(({ level }, at) =>
    paddedBand(pad, {
      level,
      lo: totals.map(({ bands }) => bands[at]?.lo ?? null),
      hi: totals.map(({ bands }) => bands[at]?.hi ?? null),
    }),
  )
}

function startsBefore(first: string | undefined, observed: Curve | undefined, from: string) {
  if (!first || !observed) return []
  const end = Date.parse(first)
  return observed.start.filter((start) => dayOf(start) >= from && Date.parse(start) < end)
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

type Spans = ReadonlyMap<string, readonly [number, number]>

/** The intervals of each day, the end not included. */
export function daySpans(starts: readonly string[]): Spans {
  const spans = new Map<string, readonly [number, number]>()
  starts.forEach((start, i) => {
    const day = dayOf(start)
    spans.set(day, [spans.get(day)?.[0] ?? i, i + 1])
  })
  return spans
}

function spanOf(spans: Spans, first: string, last: string): readonly [number, number] | undefined {
  const from = spans.get(first)?.[0]
  const to = spans.get(last)?.[1]
  return from === undefined || to === undefined ? undefined : [from, to]
}

function lookUp(keys: readonly string[], values: Values): Map<string, number | null> {
  return new Map(keys.map((key, i) => [key, values[i] ?? null]))
}

function paddedBand(pad: number, { level, lo, hi }: Band): Band {
  return { level, lo: padded(pad, lo), hi: padded(pad, hi) }
}

function padded(count: number, values: Values): (number | null)[] {
  return [...new Array<null>(count).fill(null), ...values]
}
