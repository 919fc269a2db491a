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
])

/** What was found against what is agreed, where the rule measures something: "9.5 h, at least 11 h". */
export function useMeasureWords() {
  const t = useRosterStrings()
  return useCallback(
    ({ rule, found, limit }: { rule: string; found: number; limit: number }): string => {
      if (!rule.startsWith('min_') && !rule.startsWith('max_') && rule !== 'rest') return ''
      const value = (n: number) => (MINUTES.has(rule) ? `${Math.round(n / 6) / 10} h` : String(n))
      const key = rule.startsWith('max_') ? 'rule.most' : 'rule.least'
      return t(key, { found: value(found), limit: value(limit) })
    },
    [t],
  )
}
