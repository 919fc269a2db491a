import { type Curve, daySums } from '../curve'
import type { ForecastIntervals } from '../queries'
import { asMade, asPlanned } from '../standing'

/** What somebody supposes of the days of a forecast. */
export interface Supposition {
  readonly drivers: readonly { readonly code: string; readonly scale: number }[]
  readonly events: readonly {
    readonly date: string
    readonly type: string
    readonly upliftPct?: number
  }[]
}

export const NOTHING: Supposition = { drivers: [], events: [] }

/** Whether a supposition leaves everything as it is. */
export function isNeutral({ drivers, events }: Supposition): boolean {
  return drivers.length === 0 && events.length === 0
}

/** A supposition with another scale of one driver; a scale of 1 says nothing. */
export function withScale(old: Supposition, code: string, scale: number): Supposition {
  const others = old.drivers.filter((one) => one.code !== code)
  return { ...old, drivers: scale === 1 ? others : [...others, { code, scale }] }
}

/**
 * The forecast as it stands under a supposition. The models know nothing of the
 * planners' adjustments, so each interval moves as much as theirs does.
 */
export function supposed(
  forecast: ForecastIntervals,
  preview: Pick<ForecastIntervals, 'contacts' | 'ahtS'>,
): Curve {
  const [made, planned] = [asMade(forecast), asPlanned(forecast)]
  const moved = (
    now: Curve['contacts'] | undefined,
    before: Curve['contacts'] | undefined,
    after: Curve['contacts'] | undefined,
  ) =>
    now?.map((value, i) => {
      const [old, next] = [before?.[i], after?.[i]]
      if (value == null || old == null || next == null) return value
      return old > 0 ? (value * next) / old : value + next - old
    })
  return {
    start: forecast.start,
    contacts: moved(planned.contacts, made.contacts, preview.contacts) ?? [],
    aht: moved(planned.aht, made.aht, preview.ahtS),
  }
}

/** A day that a supposition changes. */
export interface DayChange {
  readonly day: string
  readonly before: number
  readonly after: number
}

const SMALL = 0.0005

/** The days that a supposition changes by more than half a per mille, and the change of them all. */
export function dayChanges(before: Curve, after: Curve): { days: DayChange[]; all: DayChange } {
  const then = daySums(after)
  const every = [...daySums(before)].map(([day, { contacts }]) => ({
    day,
    before: contacts,
    after: then.get(day)?.contacts ?? contacts,
  }))
  const sum = (of: 'before' | 'after') => every.reduce((all, day) => all + day[of], 0)
  return {
    days: every.filter((one) => Math.abs(one.after - one.before) > SMALL * Math.max(1, one.before)),
    all: { day: '', before: sum('before'), after: sum('after') },
  }
}
