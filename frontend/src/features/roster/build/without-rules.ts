import type { LabourRules } from '@/api/types'

// Rules that an agreement can be without, each as if it had never been agreed on: a
// limit that no week reaches, or none.
const FREE: Record<string, (rules: LabourRules) => Partial<LabourRules>> = {
  rest: () => ({ minRestMin: 0 }),
  max_consecutive_days: () => ({ maxConsecutiveDays: 31 }),
  min_consecutive_days_off: () => ({ minConsecutiveDaysOff: 0 }),
  min_week_minutes: () => ({ weeklyMinMin: 0 }),
  max_week_minutes: () => ({ weeklyMaxMin: 10_080 }),
  max_week_days: () => ({ maxShiftsPerWeek: undefined }),
  min_week_days_off: () => ({ minDaysOffPerWeek: 0 }),
  max_weekends: () => ({ maxWeekendsInPeriod: undefined }),
}

const FURTHER = /^rules\[(\d+)\]\./

/** Those of some rules that stand in the agreement; leave, availability and pins do not. */
export function agreed(names: readonly string[]): readonly string[] {
  return names.filter((name) => Object.hasOwn(FREE, name) || FURTHER.test(name))
}

/** The rules of an agreement without some of them. */
export function withoutRules(rules: LabourRules, names: readonly string[]): LabourRules {
  const gone = new Set(names.map((name) => FURTHER.exec(name)?.[1]))
  const free = names.map((name) => FREE[name]?.(rules))
  const further = rules.further?.filter((_, at) => !gone.has(String(at)))
  return Object.assign({ ...rules, further }, ...free) as LabourRules
}
