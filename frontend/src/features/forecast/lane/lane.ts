import type { Place, Timeline } from '../timeline'

/** Something that acts on demand for a while: a day of the calendar or an adjustment. */
export interface LaneItem {
  readonly key: string
  readonly kind: 'holiday' | 'workday' | 'school_break' | 'event' | 'adjustment'
  readonly name: string
  /** Days, both included. */
  readonly from: string
  readonly to: string
  /** Wall clocks within the first and the last day; absent: whole days. */
  readonly fromClock?: string
  readonly toClock?: string
  /** Switched off, so that it does nothing. */
  readonly off?: boolean
}

/** An item at its places, in the row where it does not touch another. */
export interface Bar {
  readonly item: LaneItem
  readonly first: number
  readonly last: number
  readonly row: number
}

/** The places in sight, and how many of them a finger needs. */
export interface Sight {
  readonly first: number
  readonly last: number
  readonly least: number
}

/**
 * Items as bars, each in the uppermost row that is free there. What is out of the timeline is left out.
 * A bar in sight is cut to what is, and takes at least so many places as a finger needs, however little
 * of it is left.
 */
export function barsOf(
  timeline: Pick<Timeline, 'places'>,
  items: readonly LaneItem[],
  sight: Sight = { first: 0, last: timeline.places.length - 1, least: 1 },
): Bar[] {
  const found = items.flatMap((item) => {
    const places = placesOf(timeline.places, item)
    return places ? [{ item, ...fingered(places, sight) }] : []
  })
  const rowEnds: number[] = []
  return found
    .toSorted((a, b) => a.first - b.first || b.last - a.last)
    .map((bar) => {
      const free = rowEnds.findIndex((end) => end < bar.first)
      const row = free < 0 ? rowEnds.length : free
      rowEnds[row] = bar.last
      return { ...bar, row }
    })
}

function fingered(places: { first: number; last: number }, sight: Sight) {
  if (places.last < sight.first || places.first > sight.last) return places
  const latest = Math.max(sight.first, sight.last - sight.least + 1)
  const first = Math.min(latest, Math.max(sight.first, places.first))
  return { first, last: Math.max(first + sight.least - 1, Math.min(sight.last, places.last)) }
}

function placesOf(places: readonly Place[], item: LaneItem) {
  const first = places.findIndex((place) => !before(place, item))
  const last = places.findLastIndex((place) => !after(place, item))
  return first < 0 || last < first ? undefined : { first, last }
}

function before({ day, last, clock }: Place, { from, fromClock }: LaneItem): boolean {
  if (clock === undefined || fromClock === undefined || day !== from) return last < from
  return clock < fromClock
}

function after({ day, clock }: Place, { to, toClock }: LaneItem): boolean {
  if (clock === undefined || toClock === undefined || day !== to) return day > to
  return clock >= toClock
}

/** Days in a row of the same name and kind as one item: a long holiday is one bar and not seven. */
export function joined(items: readonly LaneItem[], next: (day: string) => string): LaneItem[] {
  const out: LaneItem[] = []
  for (const item of items.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const at = out.findLastIndex(({ kind, name }) => kind === item.kind && name === item.name)
    const open = out[at]
    if (open && next(open.to) === item.from) out[at] = { ...open, to: item.to }
    else out.push(item)
  }
  return out
}
