import { useCallback } from 'react'
import { useRosterStrings } from './strings'
import { en } from './strings.en'

type Rule = keyof typeof en.rules

/** Names a rule in the language on screen; a rule that the screens do not know keeps its code. */
export function useRuleWords(): (rule: string) => string {
  const t = useRosterStrings()
  return useCallback((rule) => (isRule(rule) ? t(`rules.${rule}`) : rule), [t])
}

function isRule(rule: string): rule is Rule {
  return Object.hasOwn(en.rules, rule)
}

const MINUTES = new Set([
  'rest',
  'min_week_minutes',
  'max_week_minutes',
  'min_period_minutes',
  'max_period_minutes',
  'min_shift_minutes',
  'max_shift_minutes',
  'min_span_minutes',
  'max_span_minutes',
  'start_distance',
  'rest_after_class',
  'long_rest',
  'day_off_length',
  'start_spread',
])

/** Rules that are a least without saying so in their name; a spread of starts is a most. */
const LEAST = new Set([
  'rest',
  'start_distance',
  'rest_after_class',
  'long_rest',
  'day_off_length',
  'team_least',
])

/** What follows a rule where it measures something, its blank included: " (9.5 h, at least 11 h)". */
export function useMeasureWords() {
  const t = useRosterStrings()
  return useCallback(
    ({ rule, found, limit }: { rule: string; found: number; limit: number }): string => {
      const most = rule.startsWith('max_') || rule === 'start_spread' || rule === 'team_most'
      if (!most && !rule.startsWith('min_') && !LEAST.has(rule)) return ''
      const value = (n: number) => (MINUTES.has(rule) ? `${Math.round(n / 6) / 10} h` : String(n))
      const key = most ? 'rule.most' : 'rule.least'
      return t(key, { found: value(found), limit: value(limit) })
    },
    [t],
  )
}
