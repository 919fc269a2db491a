import { type Curve, type Measure, stretchFigure } from '../curve'
import type { ForecastTotals } from '../queries'

/** What an adjustment does with what it covers. */
export const OPERATIONS = ['multiply', 'add', 'set'] as const
export type Operation = (typeof OPERATIONS)[number]

/** What can be adjusted. */
export type Adjusted = Exclude<Measure, 'workload'>

/** A change that somebody is about to make, on intervals of the forecast, the end not included. */
export interface Draft {
  readonly measure: Adjusted
  readonly operation: Operation
  /** A factor; or contacts over the whole stretch; or seconds a contact. */
  readonly value: number
  readonly from: number
  readonly to: number
}

/**
 * The curve with a draft in it. A number of contacts is shared out by the shape
 * that the forecast has over the stretch; where that expects nothing, evenly.
 */
export function drafted(curve: Curve, draft: Draft): Curve {
  return draft.measure === 'contacts' ? withContacts(curve, draft) : withHandleTime(curve, draft)
}

function withContacts(curve: Curve, { operation, value, from, to }: Draft): Curve {
  const total = stretchFigure(curve, from, to, 'contacts')
  const wanted = { multiply: total * value, add: total + value, set: value }[operation]
  const even = Math.max(0, wanted) / Math.max(1, to - from)
  const contacts = curve.contacts.map((count, i) => {
    if (count == null || i < from || i >= to) return count
    return total > 0 ? count * Math.max(0, wanted / total) : even
  })
  return { ...curve, contacts }
}

function withHandleTime(curve: Curve, { operation, value, from, to }: Draft): Curve {
  const aht = curve.aht?.map((seconds, i) => {
    if (seconds == null || i < from || i >= to) return seconds
    return Math.max(0, { multiply: seconds * value, add: seconds + value, set: value }[operation])
  })
  return { ...curve, aht }
}

/** What a draft does to its stretch, in the units of its measure. */
export interface Effect {
  readonly before: number
  readonly after: number
  /** After over before, less one; undefined where nothing was expected. */
  readonly change?: number
}

/** What stands on the stretch of a draft before and after it. */
export function effectOf(curve: Curve, draft: Draft): Effect {
  const before = stretchFigure(curve, draft.from, draft.to, draft.measure)
  const after = stretchFigure(drafted(curve, draft), draft.from, draft.to, draft.measure)
  return { before, after, change: before > 0 ? after / before - 1 : undefined }
}

/** The same effect asked for another way, so that a change of operation keeps what one sees. */
export function valueFor(operation: Operation, { before, after }: Effect): number {
  if (operation === 'set') return rounded(after, 1)
  if (operation === 'add') return rounded(after - before, 1)
  return before > 0 ? rounded(after / before, 4) : 1
}

/** How far the total of a stretch may lie from its mean, as parts of it. */
export interface Spread {
  readonly level: number
  readonly lo: number
  readonly hi: number
}

/**
 * The band of a stretch of days, from the bands of their totals: as if the
 * errors of the days went together, which is the careful side. Undefined where
 * the days have no bands or expect nothing.
 */
export function spreadOf(
  totals: ForecastTotals,
  [first, last]: readonly [string, string],
): Spread | undefined {
  const days = totals.days.filter((day) => day.first >= first && day.last <= last)
  const level = days[0]?.bands[0]?.level
  const mean = days.reduce((sum, { adjustedContacts }) => sum + adjustedContacts, 0)
  if (level === undefined || mean <= 0) return undefined
  const edge = (end: 'lo' | 'hi') =>
    days.reduce((sum, day) => sum + (day.bands[0]?.[end] ?? day.adjustedContacts), 0) / mean
  return { level, lo: edge('lo'), hi: edge('hi') }
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}
