import type { Formatters } from '@/format'
import type { NetIntervals } from './queries'
import type { Figure } from './route'

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

/** A figure by interval: a queue's own, or the sum of all. Shares are not added up. */
export function valuesOf(
  intervals: NetIntervals,
  queue: number | undefined,
  figure: Figure,
): Values {
  const columns = columnsOf(intervals, queue)
  if (columns.length === 1) return columns[0]?.[figure] ?? []
  if (figure === 'serviceLevel') return intervals.start.map(() => null)
  return intervals.start.map((_, i) =>
    columns.reduce((sum, column) => sum + (column[figure][i] ?? 0), 0),
  )
}

/** A figure as it stands in a cell: whole people, percentages without their sign. */
export function cellText(format: Formatters, figure: Figure, value: number): string {
  if (figure === 'serviceLevel') return format.number(100 * value)
  return figure === 'net' ? format.signed(value) : format.number(value)
}

/** A figure in full, for reading. */
export function fullText(format: Formatters, figure: Figure, value: number): string {
  if (figure === 'serviceLevel') return format.percent(value, 1)
  return figure === 'net' ? format.signed(value, 2) : format.number(value, 2)
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
