/**
 * Turns elapsed minutes after the first instant of a day, as the roster counts
 * them, into what the clock on the wall shows, and back. They differ from the
 * moment on at which a zone's offset changes: on the day the clocks go forward
 * 480 elapsed minutes are 09:00.
 */
export class DayClock {
  readonly #starts: readonly number[]
  readonly #changes: readonly Change[]

  /** starts: the first instant of each day and of the day after the last. */
  constructor(starts: readonly (string | Date)[], zone: string) {
    this.#starts = starts.map((start) => new Date(start).getTime())
    this.#changes = this.#starts.flatMap((start, day) => {
      const next = this.#starts[day + 1]
      if (next === undefined || next - start === DAY) return []
      return change(start, next, zone)
    })
  }

  /** The wall time in minutes after midnight of the day; beyond 1440 it is the next day's. */
  toWall(day: number, elapsed: number): number {
    const instant = this.#instant(day, elapsed)
    let wall = elapsed
    for (const { at, by } of this.#passed(day)) if (instant >= at) wall += by
    return wall
  }

  /** The inverse of toWall; a wall time that the clocks skip is the moment they do. */
  toElapsed(day: number, wall: number): number {
    let elapsed = wall
    for (const { at, by } of this.#passed(day)) {
      const turn = (at - (this.#starts[day] ?? 0)) / MINUTE
      if (elapsed >= turn + Math.max(by, 0)) elapsed -= by
      else if (elapsed > turn) elapsed = turn
    }
    return elapsed
  }

  /** Elapsed minutes from the first instant of the first day. */
  sinceFirst(day: number, elapsed: number): number {
    return (this.#instant(day, elapsed) - (this.#starts[0] ?? 0)) / MINUTE
  }

  #instant(day: number, elapsed: number): number {
    return (this.#starts[day] ?? 0) + elapsed * MINUTE
  }

  // Changes that a shift of the day can meet: it may last into the next day.
  #passed(day: number): readonly Change[] {
    if (this.#changes.length === 0) return NONE
    const from = this.#starts[day] ?? 0
    return this.#changes.filter(({ at }) => at > from && at < from + 2.5 * DAY)
  }
}

interface Change {
  /** The instant of the change. */
  readonly at: number
  /** Minutes that the wall clock jumps ahead; negative where it is put back. */
  readonly by: number
}

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const NONE: readonly Change[] = []

// Where the zone's offset changes between two midnights, to the minute.
function change(from: number, to: number, zone: string): Change[] {
  const before = offset(from, zone)
  const by = offset(to, zone) - before
  if (by === 0) return []
  let [low, high] = [from, to]
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE
    if (offset(middle, zone) === before) low = middle
    else high = middle
  }
  return [{ at: high, by }]
}

/** Minutes by which the zone's wall clock is ahead of UTC at an instant. */
function offset(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(instant)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'))
  return Math.round((wall - Math.floor(instant / MINUTE) * MINUTE) / MINUTE)
}
