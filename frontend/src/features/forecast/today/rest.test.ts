import { describe, expect, it } from 'vitest'
import { coversToday, type Intraday } from './queries'
import { restLine } from './rest'

const day = {
  start: ['2026-11-23T09:00:00+08:00', '2026-11-23T09:30:00+08:00', '2026-11-23T10:00:00+08:00'],
  updated: [14, 12, 11],
  cut: 1,
} as unknown as Intraday

describe('the rest of a day', () => {
  it('is a line of the intervals to come', () => {
    expect(restLine(day)?.curve).toEqual({ start: day.start.slice(1), contacts: [12, 11] })
  })

  it('is none while the forecast was left as it was, or the day is over', () => {
    expect(restLine({ ...day, whyNot: 'too_early' })).toBeUndefined()
    expect(restLine({ ...day, cut: 3 })).toBeUndefined()
  })
})

describe('a forecast', () => {
  it('covers today by the day of its site', () => {
    const today = new Date().toISOString().slice(0, 10)
    expect(coversToday({ from: today, days: 1, zone: 'UTC' })).toBe(true)
    expect(coversToday({ from: '2020-01-01', days: 7, zone: 'UTC' })).toBe(false)
  })
})
