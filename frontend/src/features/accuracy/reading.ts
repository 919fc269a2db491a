import type { AccuracyScore } from '@/api/types'
import type { Standing } from '@/parts/status'

/** What a figure means, as a key of the strings, with its standing. */
export interface Reading<Key extends string> {
  readonly standing: Standing
  readonly key: Key
}

// Within two points a forecast leans neither way for staffing: it is a
// hundredth of an agent's day in fifty.
const STRAIGHT = 0.02
const LEANING = 0.05

/** Which way forecasts lean. */
export function readBias(bias: number): Reading<'straight' | 'high' | 'low'> {
  const size = Math.abs(bias)
  if (size <= STRAIGHT) return { standing: 'ok', key: 'straight' }
  return { standing: size <= LEANING ? 'warn' : 'bad', key: bias > 0 ? 'high' : 'low' }
}

/** Whether forecasts beat repeating the week before. */
export function readMase(mase: number): Reading<'better' | 'same' | 'worse'> {
  if (mase < 0.98) return { standing: 'ok', key: 'better' }
  return mase <= 1.02 ? { standing: 'warn', key: 'same' } : { standing: 'bad', key: 'worse' }
}

/**
 * Whether a band holds as much as it says. The allowance is that of chance, for
 * about as many independent days as there are, and never below three points.
 */
export function readCoverage(
  level: number,
  share: number,
  days: number,
): Reading<'honest' | 'narrow' | 'wide'> {
  const chance = 2 * Math.sqrt((level * (1 - level)) / Math.max(1, days))
  const off = share - level
  if (Math.abs(off) <= Math.max(0.03, chance)) return { standing: 'ok', key: 'honest' }
  return off < 0 ? { standing: 'bad', key: 'narrow' } : { standing: 'warn', key: 'wide' }
}

/** What was gained over something simpler, in points of WAPE. */
export function readValue(value: number): Reading<'gain' | 'none' | 'loss'> {
  if (Math.abs(value) < 0.0005) return { standing: 'info', key: 'none' }
  return value > 0 ? { standing: 'ok', key: 'gain' } : { standing: 'bad', key: 'loss' }
}

/** Why a figure has no value: a dash alone leaves one guessing. */
export function whyUndefined(
  score: Pick<AccuracyScore, 'n' | 'contacts'>,
  figure: 'share' | 'mase' | 'naive' | 'day',
): 'nothing' | 'noContacts' | 'noScale' | 'noNaive' | 'noDays' {
  if (score.n === 0) return 'nothing'
  if (figure === 'mase') return 'noScale'
  if (score.contacts === 0) return 'noContacts'
  if (figure === 'day') return 'noDays'
  return figure === 'naive' ? 'noNaive' : 'nothing'
}

/** A step of the way from repeating last week to what was planned by. */
export interface Step {
  readonly key: 'naive' | 'model' | 'planner'
  readonly wape: number
  /** By how much it is better than the step before; undefined for the first. */
  readonly gain?: number
}

/** The steps that are known, in their order. */
export function stepsOf(score: AccuracyScore): Step[] {
  const { naiveWape, wape, modelValue, plannerWape, plannerValue, adjustedDays } = score
  return [
    ...(naiveWape === undefined ? [] : [{ key: 'naive' as const, wape: naiveWape }]),
    ...(wape === undefined ? [] : [{ key: 'model' as const, wape, gain: modelValue }]),
    ...(plannerWape === undefined || adjustedDays === 0
      ? []
      : [{ key: 'planner' as const, wape: plannerWape, gain: plannerValue }]),
  ]
}

/** The share of a band nearest to a level that planners ask for. */
export function bandNear(coverage: AccuracyScore['coverage'], level: number) {
  return coverage.toSorted((a, b) => Math.abs(a.level - level) - Math.abs(b.level - level))[0]
}
