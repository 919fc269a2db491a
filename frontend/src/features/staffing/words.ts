import type { Requirement } from '@/api/types'
import { lostTo } from '@/features/setup/category-values'
import { type Formatters, useFormat } from '@/format'
import { useStaffingStrings } from './strings'

const GOALS = [
  'service_level',
  'asa',
  'occupancy',
  'abandonment',
  'minimum',
  'stability',
  'response_time',
  'workload',
  'cost',
  'closed',
  'none',
] as const

/** Names goals as the server knows them in the language on screen. */
export function useGoalName(): (goal: string) => string {
  const t = useStaffingStrings()
  return (goal) => {
    const known = GOALS.find((one) => one === goal)
    return known ? t(`goals.${known}`) : goal
  }
}

/** A figure of a goal: shares as percentages, times as a clock, people as a count. */
export function goalFigure(format: Formatters, goal: string, value: number | undefined): string {
  if (value === undefined) return '–'
  if (goal === 'service_level' || goal === 'occupancy' || goal === 'abandonment') {
    return format.percent(value, 1)
  }
  return goal === 'asa' || goal === 'response_time' ? span(value) : format.number(value, 2)
}

/** A span of time in the unit that fits: 20 s, 4 h. The same in every language. */
export function span(seconds: number): string {
  const rounded = (value: number) => String(Number(value.toFixed(1)))
  if (seconds >= 3600 && seconds % 1800 === 0) return `${rounded(seconds / 3600)} h`
  return seconds >= 120 && seconds % 60 === 0
    ? `${rounded(seconds / 60)} min`
    : `${rounded(seconds)} s`
}

/** Both shrinkages together: paid time lost is not the sum of the two. */
export function shrinkageOf({
  inOfficeShrinkage,
  outOfOfficeShrinkage,
  shrinkage = [],
}: Requirement['goal']): number {
  if (shrinkage.length > 0) return lostTo(shrinkage).all
  return 1 - (1 - inOfficeShrinkage) * (1 - outOfOfficeShrinkage)
}

/** A goal in short: "80% in 20 s". */
export function useGoalShort(): (goal: Requirement['goal']) => string {
  const t = useStaffingStrings()
  const format = useFormat()
  return ({ slTarget, thresholdS, certainty, costs }) => {
    const promise =
      slTarget > 0
        ? t('goalShort', { share: format.percent(slTarget, 1), time: span(thresholdS) })
        : undefined
    if (costs) return promise ? t('goalAndCosts', { goal: promise }) : t('goalWeighed')
    if (!promise || !certainty) return promise ?? '–'
    return t('goalCertain', { goal: promise, share: format.percent(certainty, 1) })
  }
}
