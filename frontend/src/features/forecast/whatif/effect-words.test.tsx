import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { useEffectName } from './effect-words'

const named = (kind: 'month' | 'break' | 'holiday' | 'driver', name: string) => {
  const { result } = renderHook(() => useEffectName())
  return result.current({ kind, name })
}

describe('the name of an effect', () => {
  it.each([
    ['month', 'business_day_2', 'Business day 2 of the month'],
    ['month', 'business_days_left_1', '1 business day before the month ends'],
    ['month', 'days_9_to_11', 'Days 9 to 11 of the month'],
    ['break', 'day_after_closure', 'Day after a closure'],
    ['break', 'before_long_holiday_4_to_7', '4 to 7 days before a long holiday'],
    ['break', 'after_long_holiday_1_to_3', '1 to 3 days after a long holiday'],
    ['holiday', '国庆节', 'National Day 国庆节'],
    ['driver', 'business_day_2', 'business_day_2'],
  ] as const)('%s %s is "%s"', (kind, name, want) => {
    act(() => setLanguage('en'))
    expect(named(kind, name)).toBe(want)
  })

  it('is Chinese in Chinese', () => {
    act(() => setLanguage('zh'))
    expect(named('break', 'after_long_holiday_1_to_3')).toBe('长假后 1 至 3 天')
    expect(named('holiday', '国庆节')).toBe('国庆节')
    act(() => setLanguage('en'))
  })
})
