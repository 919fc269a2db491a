import { describe, expect, it } from 'vitest'
import { gridOf, shiftAt } from '../testing/grid'
import { creditMinutes, paidMinutes, weekMinutes, weeksOf } from './hours'
import { Sheet } from './sheet'

describe('paid hours', () => {
  it('leave unpaid pauses out', () => {
    expect(paidMinutes(shiftAt(540))).toBe(480)
  })

  it('are summed over a week', () => {
    const shifts = [0, 1, 4].map((day) => ({ person: 0, day, shift: shiftAt(540) }))
    const sheet = new Sheet(gridOf({ shifts }))
    expect(weekMinutes(sheet, 0, { first: 0, last: 6 })).toBe(1440)
    expect(weekMinutes(sheet, 0, { first: 1, last: 3 })).toBe(480)
    expect(weekMinutes(sheet, 1, { first: 0, last: 6 })).toBe(0)
  })

  it('are credited for paid absence, on five days a week at most', () => {
    const absences = [
      ...[0, 1, 2, 3, 4, 5].map((day) => ({ person: 0, day, kind: 'vacation' })),
      { person: 1, day: 0, kind: 'sickness' },
      { person: 1, day: 1, kind: 'unpaid' },
    ]
    const sheet = new Sheet(gridOf({ absences }))
    const week = { first: 0, last: 6 }
    expect(creditMinutes(sheet, 0, week, 2400)).toBe(2400)
    expect(creditMinutes(sheet, 1, week, 2400)).toBe(480)
    expect(creditMinutes(sheet, 2, week, 2400)).toBe(0)
  })
})

describe('weeks', () => {
  it('begin on Mondays, the first and the last may be cut', () => {
    const days = ['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10']
    expect(weeksOf(days)).toEqual([
      { first: 0, last: 2 },
      { first: 3, last: 4 },
    ])
    expect(weeksOf([])).toEqual([])
  })
})
