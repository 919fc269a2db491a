import { describe, expect, it } from 'vitest'
import { clockOf } from './clock'
import { given, percentage, ratio } from './numbers'
import { apart, inWords, runs, together } from './weekly'

describe('a time of day as people type it', () => {
  it.each([
    ['7', '07:00'],
    ['730', '07:30'],
    ['0730', '07:30'],
    ['07:30', '07:30'],
    ['7:30', '07:30'],
    [' 24:00 ', '24:00'],
    ['24:15', undefined],
    ['12:60', undefined],
    ['noon', undefined],
    ['', undefined],
  ])('%j is %s', (typed, want) => {
    expect(clockOf(typed)).toBe(want)
  })
})

describe('percentages and ratios', () => {
  it.each([
    [80, 0.8],
    [82.5, 0.825],
    [0.07, 0.0007],
    [100, 1],
    ['', undefined],
  ] as const)('%s %% is %s and back', (percent, want) => {
    expect(ratio(percent)).toBe(want)
    expect(percentage(want)).toBe(percent)
  })

  it('an empty field is no number', () => {
    expect([given(''), given(0)]).toEqual([undefined, 0])
  })
})

describe('hours of the week', () => {
  const week = [
    { weekday: 1, from: '08:00', to: '20:00' },
    { weekday: 2, from: '08:00', to: '20:00' },
    { weekday: 6, from: '22:00', to: '06:00' },
    { weekday: 3, from: '08:00', to: '20:00' },
    { weekday: 5, from: '08:00', to: '20:00' },
  ]

  it('are one line where days have the same', () => {
    expect(together(week)).toEqual([
      { weekdays: [1, 2, 3, 5], from: '08:00', to: '20:00' },
      { weekdays: [6], from: '22:00', to: '06:00' },
    ])
  })

  it('come apart again in the order of the week', () => {
    expect(apart(together(week))).toEqual(week.toSorted((a, b) => a.weekday - b.weekday))
  })

  it('are told in runs of days', () => {
    expect(runs([1, 2, 3, 5, 6])).toEqual([
      [1, 3],
      [5, 6],
    ])
    expect(runs([])).toEqual([])
    const word = (day: number) => 'MTWTFSS'[day - 1] ?? ''
    expect(inWords(together(week), word)).toBe('M–W, F 08:00–20:00; S 22:00–06:00')
  })
})
