import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, nextMonday, todayIn, weekdayOf } from './days'
import { daysOf, rangeIn } from './range'
import { grainOf, ticksFor } from './ticks'
import type { Place, Timeline } from './timeline'

function halfHours(first: string, days: number): Place[] {
  return Array.from({ length: days * 48 }, (_, i) => {
    const day = addDays(first, Math.floor(i / 48))
    const minutes = (i % 48) * 30
    const two = (n: number) => String(n).padStart(2, '0')
    return { day, last: day, clock: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` }
  })
}

const timeline = (places: Place[], step: Timeline['step'] = 'interval'): Timeline => ({
  step,
  measure: 'contacts',
  places,
  forecast: places.map(() => 1),
  bands: [],
  lines: [],
})

describe('days', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-10-25', 7, '2026-11-01'],
  ])('%s and %d days is %s', (day, days, want) => {
    expect(addDays(day, days)).toBe(want)
    expect(daysBetween(day, want)).toBe(days)
  })

  it('begin the week on Monday, and plans with the next one', () => {
    expect(weekdayOf('2026-11-29')).toBe(7)
    expect(nextMonday('2026-11-22')).toBe('2026-11-23')
    expect(nextMonday('2026-11-23')).toBe('2026-11-30')
  })

  it('are those of the site: it is tomorrow in Guangzhou while it is today in Leeds', () => {
    const now = new Date('2026-11-21T20:00:00Z')
    expect(todayIn('Asia/Shanghai', now)).toBe('2026-11-22')
    expect(todayIn('Europe/London', now)).toBe('2026-11-21')
  })
})

describe('the labels of the axis', () => {
  const places = halfHours('2026-11-23', 28)

  it.each([
    [48, 'hours'],
    [7 * 48, 'days'],
    [21 * 48, 'dates'],
    [60 * 48, 'weeks'],
    [400 * 48, 'months'],
  ])('of %d half hours are %s', (span, want) => {
    expect(grainOf('interval', places, span)).toBe(want)
  })

  it('stand at midnight of each day, or of Mondays only', () => {
    const at = (span: number) =>
      places.filter((_, i) => ticksFor('interval', places, span)(i)).map(({ day }) => day)
    expect(at(14 * 48)).toHaveLength(28)
    expect(at(40 * 48)).toEqual(['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14'])
  })

  it('stand every three hours within a day', () => {
    const tick = ticksFor('interval', places, 48)
    expect(places.slice(0, 48).filter((_, i) => tick(i))).toHaveLength(8)
  })
})

describe('the range in sight', () => {
  const line = timeline(halfHours('2026-10-26', 56))

  it('holds the places of the days in sight', () => {
    const range = rangeIn(line, { from: '2026-11-16', to: '2026-11-17' })
    expect(range).toEqual([21 * 48, 23 * 48 - 1])
    expect(daysOf(line, range)).toEqual({ from: '2026-11-16', to: '2026-11-17' })
  })

  it.each<[string, [number, number], { from: string; to: string }]>([
    [
      'a little of a day more',
      [21 * 48 - 10, 23 * 48 - 11],
      { from: '2026-11-16', to: '2026-11-17' },
    ],
    ['most of a day later', [21 * 48 + 30, 23 * 48 + 29], { from: '2026-11-17', to: '2026-11-18' }],
    ['within a day', [21 * 48 + 20, 21 * 48 + 27], { from: '2026-11-16', to: '2026-11-16' }],
    ['across one midnight', [22 * 48 - 3, 22 * 48 + 4], { from: '2026-11-17', to: '2026-11-17' }],
  ])('covers the nearest whole days: %s', (_, range, want) => {
    expect(daysOf(line, range)).toEqual(want)
  })

  it('is everything where the days lie beyond what there is', () => {
    const range = rangeIn(line, { from: '2030-01-01', to: '2030-01-02' })
    expect(range).toEqual([0, line.places.length - 1])
  })
})
