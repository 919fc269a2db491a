import type { Coverage } from './types'

/** People missing and to spare, in person-hours. */
export interface Balance {
  readonly short: number
  readonly spare: number
}

/** Coverage cut into the days of the roster. */
export interface DayCoverage {
  /** Slots of each day: first and last, the last excluded. */
  readonly spans: readonly (readonly [number, number])[]
  /** Per queue in the order of the document: need and plan a slot. */
  readonly queues: readonly {
    readonly id: number
    readonly required: readonly number[]
    readonly scheduled: readonly number[]
  }[]
  readonly slotMin: number
}

/** Cuts coverage at the days' first instants; a day may have 92 or 100 quarters. */
export function byDay(coverage: Coverage, dayStart: readonly string[]): DayCoverage {
  const starts = coverage.start.map((start) => new Date(start).getTime())
  const edges = dayStart.map((start) => {
    const at = new Date(start).getTime()
    const found = starts.findIndex((slot) => slot >= at)
    return found < 0 ? starts.length : found
  })
  return {
    spans: edges.slice(0, -1).map((edge, day) => [edge, edges[day + 1] ?? starts.length] as const),
    queues: coverage.queues.map(({ queueId, required, scheduled }) => ({
      id: queueId,
      required: numbers(required),
      scheduled: numbers(scheduled),
    })),
    slotMin: coverage.slotMin,
  }
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.map((value) => value ?? 0)
}

/** Missing and idle person-hours of a day, of one queue or summed over all. */
export function dayBalance(coverage: DayCoverage, day: number, queue?: number): Balance {
  const [first, last] = coverage.spans[day] ?? [0, 0]
  let [short, spare] = [0, 0]
  for (let slot = first; slot < last; slot++) {
    const at = slotBalance(coverage, slot, queue)
    short += at.short
    spare += at.spare
  }
  const hours = coverage.slotMin / 60
  return { short: short * hours, spare: spare * hours }
}

/** People missing and idle in a slot. One queue's surplus does not cover another's want. */
export function slotBalance(coverage: DayCoverage, slot: number, queue?: number): Balance {
  let [short, spare] = [0, 0]
  for (const { id, required, scheduled } of coverage.queues) {
    if (queue !== undefined && id !== queue) continue
    const over = (scheduled[slot] ?? 0) - (required[slot] ?? 0)
    if (over < 0) short -= over
    else spare += over
  }
  return { short, spare }
}

/** Need and plan of a slot, of one queue or summed. */
export function slotLevels(coverage: DayCoverage, slot: number, queue?: number) {
  let [required, scheduled] = [0, 0]
  for (const one of coverage.queues) {
    if (queue !== undefined && one.id !== queue) continue
    required += one.required[slot] ?? 0
    scheduled += one.scheduled[slot] ?? 0
  }
  return { required, scheduled }
}

/** Hours of a day as bars: the mean of people missing and idle in each. */
export function hourBars(coverage: DayCoverage, day: number, queue?: number): Balance[] {
  const [first, last] = coverage.spans[day] ?? [0, 0]
  const a = Math.max(1, Math.round(60 / coverage.slotMin))
  const bars: Balance[] = []
  for (let slot = first; slot < last; slot += a) {
    let [short, spare] = [0, 0]
    for (let i = slot; i < Math.min(slot + a, last); i++) {
      const at = slotBalance(coverage, i, queue)
      short += at.short / a
      spare += at.spare / a
    }
    bars.push({ short, spare })
  }
  return bars
}

/** The slot of a day with most people missing, and of which queue; undefined where nobody is. */
export function largestGap(coverage: DayCoverage, day: number, queue?: number) {
  const [first, last] = coverage.spans[day] ?? [0, 0]
  let found: { slot: number; queue: number; short: number } | undefined
  for (const { id, required, scheduled } of coverage.queues) {
    if (queue !== undefined && id !== queue) continue
    for (let slot = first; slot < last; slot++) {
      const short = (required[slot] ?? 0) - (scheduled[slot] ?? 0)
      if (short > (found?.short ?? 0)) found = { slot, queue: id, short }
    }
  }
  return found
}

/** The queue that lacks most people in a slot, or has least to spare. */
export function worstQueue(coverage: DayCoverage, slot: number): number | undefined {
  const want = ({ required, scheduled }: DayCoverage['queues'][number]) =>
    (required[slot] ?? 0) - (scheduled[slot] ?? 0)
  return coverage.queues.toSorted((a, b) => want(b) - want(a))[0]?.id
}
