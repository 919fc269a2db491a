import type { Requirement } from '@/api/types'
import type { Formatters } from '@/format'
import type { RequirementIntervals } from './queries'
import { FIGURES, type Figure } from './route'

type Values = readonly (number | null)[]

/**
 * The figures that a requirement has: work that waits has no service level by
 * interval, and what no roster was made for cannot be held against one.
 */
export function figuresOf(intervals: RequirementIntervals, net: Values | undefined): Figure[] {
  return FIGURES.filter(
    (figure) =>
      ((figure !== 'serviceLevel' && figure !== 'followed') || intervals.serviceLevel) &&
      (figure !== 'net' || net) &&
      (!isOptional(figure) || intervals[figure]),
  )
}

/** Figures that only some requirements have: by course, or with shrinkage by category. */
const OPTIONAL = ['paid', 'stationary', 'added', 'queueAfter'] as const
function isOptional(figure: Figure): figure is (typeof OPTIONAL)[number] {
  return OPTIONAL.some((one) => one === figure)
}

/** Whole people. */
function isWhole(figure: Figure): boolean {
  return figure === 'agents' || figure === 'stationary' || figure === 'added'
}

/** People or contacts, which need not be whole. */
function isCount(figure: Figure): boolean {
  return figure === 'scheduled' || figure === 'paid' || figure === 'queueAfter'
}

/** A figure by interval. */
export function valuesOf(
  intervals: RequirementIntervals,
  figure: Figure,
  others: { readonly net?: Values; readonly followed?: Values },
): Values {
  if (figure === 'net' || figure === 'followed') return others[figure] ?? []
  return intervals[figure] ?? []
}

/** A figure in full, for reading. */
export function fullText(format: Formatters, figure: Figure, value: number): string {
  if (isWhole(figure)) return format.number(value, 1)
  if (figure === 'net') return format.signed(value, 1)
  return isCount(figure) ? format.fixed(value, 1) : format.percent(value, 1)
}

/** A figure as it stands in a cell of the map: percentages without their sign. */
export function cellText(format: Formatters, figure: Figure, value: number): string {
  if (isWhole(figure)) return format.number(value, 1)
  if (figure === 'net') return format.signed(value, Math.abs(value) < 9.95 ? 1 : 0)
  if (isCount(figure)) return format.number(value, value < 100 ? 1 : 0)
  return format.number(100 * value)
}

/** Where a cell stands on the scale: -1 falls short of the goal or the need, 0 nothing, 1 the most. */
export function strengthOf(
  figure: Figure,
  value: number,
  top: number,
  goal: Requirement['goal'],
): number {
  if (figure === 'serviceLevel' || figure === 'followed') {
    if (value < goal.slTarget) return -Math.min(1, (goal.slTarget - value) / 0.2 + 0.2)
    const room = 1 - goal.slTarget
    return room > 0 ? (value - goal.slTarget) / room : 1
  }
  if (figure === 'occupancy') {
    const limit = goal.maxOccupancy ?? 1
    return value > limit + 1e-9 ? -Math.min(1, (value - limit) / 0.1 + 0.2) : value
  }
  return top > 0 ? value / top : 0
}
