import { describe, expect, it } from 'vitest'
import type { DayQuality, QualityRepair } from '@/api/types'
import { isWholeDay, reasonKey, remarkKey, repairsOf } from './states'

const repair = (over: Partial<QualityRepair>): QualityRepair => ({
  ...{ fromSlot: 0, toSlot: 48, from: '00:00', to: '24:00', reason: 'outage' },
  ...{ observed: 0, expected: 90 },
  ...over,
})
const day = (date: string, repairs: QualityRepair[]) => ({ date, repairs }) as DayQuality

describe('the repairs of a history', () => {
  it('are listed the newest day first, and through the day', () => {
    const days = [
      day('2026-11-02', [repair({})]),
      day('2026-11-03', []),
      day('2026-11-04', [repair({ fromSlot: 20 }), repair({ fromSlot: 4 })]),
    ]
    expect(repairsOf(days).map(({ date, fromSlot }) => [date, fromSlot])).toEqual([
      ['2026-11-04', 4],
      ['2026-11-04', 20],
      ['2026-11-02', 0],
    ])
  })

  it.each([
    [0, 48, 30, true],
    [0, 50, 30, true], // the day on which the clocks go back
    [0, 47, 30, false],
    [0, 48, 15, false],
  ])('from slot %i to %i of %i minutes: a whole day is %s', (fromSlot, toSlot, minutes, want) => {
    expect(isWholeDay(repair({ fromSlot, toSlot }), minutes)).toBe(want)
  })

  it('have reasons that are known here, or the server’s own', () => {
    expect(reasonKey('intervals_low')).toBe('slotLow')
    expect(reasonKey('of_tomorrow')).toBeUndefined()
    expect(remarkKey('from_average')).toBe('fromAverage')
    expect(remarkKey('of_tomorrow')).toBeUndefined()
  })
})
