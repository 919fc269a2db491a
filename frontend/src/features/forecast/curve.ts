import { dayOf } from './days'

/** Numbers, one a place or an interval; null where nothing is known. */
export type Values = readonly (number | null)[]

/** What a chart measures. */
export const MEASURES = ['contacts', 'handle_time', 'workload'] as const
export type Measure = (typeof MEASURES)[number]

/** Contacts by interval with the time they take. Starts carry the site's offset. */
export interface Curve {
  readonly start: readonly string[]
  readonly contacts: Values
  /** Seconds a contact. */
  readonly aht?: Values
  /** The contacts whose handle time is known; absent: all of them. */
  readonly handled?: Values
}

/** What adds up: an average is a quotient taken at the end. */
interface Sums {
  contacts: number
  handled: number
  /** Seconds. */
  handle: number
}

const NOTHING: Sums = { contacts: 0, handled: 0, handle: 0 }

/** A curve by interval in the units of a measure: contacts, seconds a contact, hours of work. */
export function valuesOf(curve: Curve, measure: Measure): (number | null)[] {
  return curve.start.map((_, i) => {
    const sums = sumsAt(curve, i)
    return sums && figureOf(sums, measure)
  })
}

/** Sums of each day on which something is known, in the order of time. */
export function daySums(curve: Curve): Map<string, Sums> {
  const days = new Map<string, Sums>()
  curve.start.forEach((start, i) => {
    const sums = sumsAt(curve, i)
    if (sums) days.set(dayOf(start), plus(days.get(dayOf(start)) ?? NOTHING, sums))
  })
  return days
}

/**
 * The figure of the days from one to another. Null where the days known do not
 * reach over all of them: a week seen in part would look like a bad week.
 */
export function spanFigure(
  days: ReadonlyMap<string, Sums>,
  [from, to]: readonly [string, string],
  measure: Measure,
): number | null {
  const known = [...days.keys()]
  if (known.length === 0 || from < (known[0] ?? '') || to > (known.at(-1) ?? '')) return null
  const within = known.filter((day) => day >= from && day <= to)
  if (within.length === 0) return null
  return figureOf(
    within.reduce((all, day) => plus(all, days.get(day) ?? NOTHING), NOTHING),
    measure,
  )
}

/** The figure of a stretch of intervals, the end not included. */
export function stretchFigure(curve: Curve, from: number, to: number, measure: Measure): number {
  let sums = NOTHING
  for (let i = from; i < to; i++) sums = plus(sums, sumsAt(curve, i) ?? NOTHING)
  return figureOf(sums, measure) ?? 0
}

function sumsAt({ contacts, aht, handled }: Curve, i: number): Sums | null {
  const count = contacts[i]
  if (count == null) return null
  const seconds = aht?.[i]
  if (seconds == null) return { contacts: count, handled: 0, handle: 0 }
  const timed = handled ? (handled[i] ?? 0) : count
  return { contacts: count, handled: timed, handle: timed * seconds }
}

function figureOf({ contacts, handled, handle }: Sums, measure: Measure): number | null {
  if (measure === 'contacts') return contacts
  if (measure === 'workload') return handle / 3600
  return handled > 0 ? handle / handled : null
}

function plus(a: Sums, b: Sums): Sums {
  return {
    contacts: a.contacts + b.contacts,
    handled: a.handled + b.handled,
    handle: a.handle + b.handle,
  }
}
