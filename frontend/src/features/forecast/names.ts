import type { Forecast } from '@/api/types'
import { useForecastStrings } from './strings'

const FAMILIES = {
  averages: 'averages',
  factors: 'factors',
  naive: 'naive',
  loglinear: 'loglinear',
  mstl: 'mstl',
  series: 'series',
  'level-profile quick': 'quick',
  'level-profile steady': 'steady',
} as const

/** Names families of models in the language on screen; one that is not known by its own name. */
export function useFamilyName(): (family: string) => string {
  const t = useForecastStrings()
  return (family) => {
    const known = FAMILIES[family as keyof typeof FAMILIES]
    return known ? t(`families.${known}`) : family
  }
}

const RULES = ['mean', 'median', 'single', 'fallback'] as const

/** How the members of a combination are joined, in words. */
export function useRuleName(): (rule: string) => string {
  const t = useForecastStrings()
  return (rule) => {
    const known = RULES.find((one) => one === rule)
    return known ? t(`rules.${known}`) : rule
  }
}

/** The members of the combination with their families, in the order they are named. */
export function membersOf({ combination, candidates }: Forecast) {
  return combination.members.map((name) => ({
    name,
    family: candidates.find((one) => one.name === name)?.family ?? name,
  }))
}
