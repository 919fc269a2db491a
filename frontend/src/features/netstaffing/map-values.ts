import type { Formatters } from '@/format'
import type { NetIntervals } from './queries'
import { FIGURES, type Figure } from './route'

type Values = readonly (number | null)[]

/** The columns of one queue, or of all when none is given. */
function columnsOf(intervals: NetIntervals, queue: number | undefined) {
  return queue === undefined
    ? intervals.queues
    : intervals.queues.filter(({ queueId }) => queueId === queue)
}

/** Whether a queue needs or has anybody, by interval. */
export function openOf(intervals: NetIntervals, queue: number | undefined): boolean[] {
  const columns = columnsOf(intervals, queue)
  return intervals.start.map((_, i) =>
    columns.some(({ alone, staffed }) => (alone[i] ?? 0) > LEAST || (staffed[i] ?? 0) > LEAST),
  )
}

/** Adds up what counts of each queue in an interval. */
const added = (columns: NetIntervals['queues'], at: number, part: (net: number) => number) =>
  columns.reduce((sum, { net }) => sum + part(net[at] ?? 0), 0)

/**
 * A figure by interval: a queue's own, or the sum of all. What one queue lacks is not
 * made good by what another has to spare, so of all queues these are sums of their
 * own. Shares are not added up.
 */
export function valuesOf(
  intervals: NetIntervals,
  queue: number | undefined,
  figure: Figure,
): Values {
  const columns = columnsOf(intervals, queue)
  if (figure === 'short' || figure === 'spare') {
    const sign = figure === 'short' ? -1 : 1
    return intervals.start.map(
      (_, i) => sign * added(columns, i, (net) => Math.max(0, sign * net)) + 0,
    )
  }
  if (columns.length === 1) return columns[0]?.[figure] ?? []
  if (figure === 'serviceLevel') return intervals.start.map(() => null)
  return intervals.start.map((_, i) =>
    columns.reduce((sum, column) => sum + (column[figure][i] ?? 0), 0),
  )
}

const signed = (figure: Figure) => figure === 'net' || figure === 'short' || figure === 'spare'

/** The figures of one queue, or of all: whose people stand against their own needs. */
export function figuresOf(single: boolean): readonly Figure[] {
  return FIGURES.filter((one) =>
    single ? one !== 'short' && one !== 'spare' : one !== 'net' && one !== 'serviceLevel',
  )
}

/** A figure as it stands in a cell: whole people, percentages without their sign. */
export function cellText(format: Formatters, figure: Figure, value: number): string {
  if (figure === 'serviceLevel') return format.number(100 * value)
  return signed(figure) ? format.signed(value) : format.number(value)
}

/** A figure in full, for reading. */
export function fullText(format: Formatters, figure: Figure, value: number): string {
  if (figure === 'serviceLevel') return format.percent(value, 1)
  return signed(figure) ? format.signed(value, 2) : format.number(value, 2)
}

/** Where a cell stands on the scale: below 0 too few or below the goal, 0 nothing, 1 the most. */
export function strengthOf(
  figure: Figure,
  value: number,
  top: number,
  target: number | undefined,
): number {
  if (figure !== 'serviceLevel') return value / top
  if (!target) return value
  if (value < target) return -Math.min(1, (target - value) / MISSED + MARKED)
  return target < 1 ? (value - target) / (1 - target) : 1
}

const LEAST = 1e-6
const MISSED = 0.2
const MARKED = 0.2
