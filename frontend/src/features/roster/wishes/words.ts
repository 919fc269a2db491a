import { useCallback } from 'react'
import type { RosterWish } from '@/api/types'
import { useFormat, wallTime } from '@/format'
import { useRuleWords } from '../rule-words'
import { useRosterStrings } from '../strings'
import { useWishMarkStrings } from './strings'

/** What a wish is for. */
export function useWishFor() {
  const t = useRosterStrings()
  return useCallback(
    ({ kind, fromMin = 0, toMin = 0, template = '' }: RosterWish) =>
      t(`wishes.for.${kind}`, { from: wallTime(fromMin), to: wallTime(toMin), template }),
    [t],
  )
}

/** A wish, whether the roster meets it as it stands, and what the publication said of it and why. */
export function useWishText() {
  const t = useWishMarkStrings()
  const what = useWishFor()
  const rule = useRuleWords()
  const format = useFormat()
  return useCallback(
    (wish: RosterWish): string => {
      const { state, delta = 0, met, points } = wish
      const parts = [t('wish', { what: what(wish), points }), t(met ? 'met' : 'missed')]
      if (state === 'granted') parts.push(t('granted'))
      if (state === 'refused' && wish.rule) {
        parts.push(t('refusedRule', { rule: rule(wish.rule) }))
      } else if (state === 'refused') {
        parts.push(delta > 0 ? t('refusedCost', { cost: format.number(delta, 1) }) : t('refused'))
      }
      return parts.join(' · ')
    },
    [t, what, rule, format],
  )
}
