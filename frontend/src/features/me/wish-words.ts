import type { OwnWishes, Wish } from '@/api/types'
import { useRuleWords } from '@/features/roster/rule-words'
import { useFormat } from '@/format'
import { useMeStrings } from './strings'

const clock = (minute = 0) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The kinds of shift that one may wish for or against. */
export type Templates = OwnWishes['templates']

/** Says in words what a wish is for, and what became of it and why. */
export function useWishWords(templates: Templates) {
  const t = useMeStrings()
  const format = useFormat()
  const ruleWord = useRuleWords()
  return {
    wish: ({ kind, fromMin, toMin, template = '' }: Wish) =>
      t(`wishes.for.${kind}`, {
        from: clock(fromMin),
        to: clock(toMin),
        template: templates.find(({ code }) => code === template)?.name ?? template,
      }),
    outcome: ({ state, rule, delta = 0, points }: Wish) => {
      if (state === 'open') return t('wishes.open', { points })
      if (state === 'granted') return t('wishes.granted', { points })
      if (rule) return t('wishes.refusedRule', { rule: ruleWord(rule), points })
      if (delta > 0) return t('wishes.refusedCost', { cost: format.number(delta), points })
      return t('wishes.refused', { points })
    },
  }
}
