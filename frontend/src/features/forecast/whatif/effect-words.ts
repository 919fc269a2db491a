import { useLanguage } from '@/i18n'
import { legible } from '@/parts/day-names'
import { useForecastStrings } from '../strings'
import type { Effect } from './queries'

const WORDS = [
  'day_before_closure',
  'day_after_closure',
  'any_holiday',
  'make_up_workday',
  'school_break',
] as const

type Side = 'before' | 'after'

/** Names an effect: drivers, holidays and events by the names people gave them, places in the month in words. */
export function useEffectName(): (effect: Pick<Effect, 'kind' | 'name'>) => string {
  const t = useForecastStrings()
  const language = useLanguage()
  return ({ kind, name }) => {
    if (kind !== 'month' && kind !== 'break') return legible(name, language)
    const word = WORDS.find((one) => one === name)
    if (word) return t(`effects.words.${word}`)
    const [, n] = /^business_day_(\d+)$/.exec(name) ?? []
    if (n) return t('effects.businessDay', { n })
    const [, left] = /^business_days_left_(\d+)$/.exec(name) ?? []
    if (left) return t('effects.businessDaysLeft', { count: Number(left) })
    const [, first, last] = /^days_(\d+)_to_(\d+)$/.exec(name) ?? []
    if (first && last) return t('effects.daysOfMonth', { first, last })
    const [, side, from, to] = /^(before|after)_long_holiday_(\d+)_to_(\d+)$/.exec(name) ?? []
    if (side && from && to) return t(`effects.${side as Side}LongHoliday`, { from, to })
    return name
  }
}
