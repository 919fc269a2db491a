import { renderHook } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { i18n } from '@/i18n'
import { blankRule, KINDS, type RuleValues } from './rule-values'
import { useSentence } from './sentence'

function say(rule: RuleValues): string {
  return renderHook(() => useSentence()).result.current(rule)
}

const FULL = {
  class: 'N',
  next: 'D',
  days: 7,
  min: 2,
  max: 5,
  weekdays: [1],
  anchor: '2026-01-05',
  cycle: 'D N off',
} as const

describe('the plain sentence of a rule', () => {
  afterEach(() => i18n.changeLanguage('en'))

  it('says what is asked', () => {
    expect(say({ ...blankRule('start_distance'), min: 11 })).toBe(
      'At least 11 h from the start of a shift to the start of the next.',
    )
    const weekend = { class: 'weekend', from: '00:00', to: '24:00', min: 1, weekdays: [6, 0] }
    expect(say({ ...blankRule('hours_class'), ...weekend })).toBe(
      'Shifts with at least 1 h between 00:00 and 24:00 on Sat, Sun are of class weekend.',
    )
    expect(say({ ...blankRule('paid_minutes'), span: 'rolling', days: 7, max: 48 })).toBe(
      'At most 48 h of paid time in any 7 days in a row.',
    )
    expect(say({ ...blankRule('shifts'), class: 'N', max: 0 })).toBe(
      'No shifts of class N in a week.',
    )
  })

  it('waits for what a rule cannot do without', () => {
    expect(say(blankRule('long_rest'))).toBe('')
    expect(say({ ...blankRule('paid_minutes'), span: 'rolling', max: 48 })).toBe('')
  })

  it.each(['en', 'zh'])('leaves no gap in any kind: %s', async (language) => {
    await i18n.changeLanguage(language)
    for (const kind of KINDS) {
      const text = say({ ...blankRule(kind), ...FULL, weekdays: [1] })
      expect(text).not.toBe('')
      expect(text).not.toMatch(/[{}]|undefined/)
    }
  })
})
