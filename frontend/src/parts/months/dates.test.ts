import { describe, expect, it } from 'vitest'
import {
  dayAfter,
  daysBetween,
  daysFrom,
  inOrder,
  isoWeekday,
  monthsAfter,
  monthsBetween,
  weeksOf,
} from './dates'
import { nextDay } from './months'

describe('calendar days', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-29', 1, '2026-03-30'], // the night in which European clocks go forward
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s and %i days is %s, and back', (day, days, want) => {
    expect(dayAfter(day, days)).toBe(want)
    expect(daysFrom(day, want)).toBe(days)
  })

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-11-15', 2, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('%s and %i months is %s', (day, months, want) => {
    expect(monthsAfter(day, months)).toBe(want)
  })

  it('are counted from first to last, and none backwards', () => {
    expect(daysBetween('2026-02-27', '2026-03-02')).toHaveLength(4)
    expect(daysBetween('2026-02-27', '2026-02-26')).toEqual([])
    expect(inOrder('2026-02-27', '2026-02-26')).toEqual(['2026-02-26', '2026-02-27'])
  })

  it('know their weekday from Monday', () => {
    expect(['2026-11-16', '2026-11-22'].map(isoWeekday)).toEqual([1, 7])
  })

  it('lie in months', () => {
    expect(monthsBetween('2026-11-30', '2027-01-01')).toEqual(['2026-11', '2026-12', '2027-01'])
  })
})

describe('a month', () => {
  it.each([
    ['2026-02', 5], // begins on a Sunday
    ['2027-02', 4], // begins on a Monday and fills four weeks
    ['2026-08', 6], // begins on a Saturday and has 31 days
  ])('%s has %i weeks of seven places, every day once', (month, weeks) => {
    const all = weeksOf(month)
    expect(all).toHaveLength(weeks)
    expect(all.every((week) => week.length === 7)).toBe(true)
    const days = all.flat().filter((day) => day !== undefined)
    expect(new Set(days).size).toBe(Number(days.at(-1)?.slice(8)))
    expect(all.every((week) => week.every((day, at) => !day || isoWeekday(day) === at + 1))).toBe(
      true,
    )
  })
})

describe('keys in the months', () => {
  it.each([
    ['ArrowLeft', '2026-11-17'],
    ['ArrowRight', '2026-11-19'],
    ['ArrowUp', '2026-11-11'],
    ['ArrowDown', '2026-11-25'],
    ['Home', '2026-11-16'],
    ['End', '2026-11-22'],
    ['PageUp', '2026-10-18'],
    ['PageDown', '2026-12-18'],
    ['a', undefined],
  ])('%s leads to %s', (key, want) => {
    expect(nextDay('2026-11-18', key)).toBe(want)
  })
})
