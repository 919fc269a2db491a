import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, nextMonday, todayIn, weekdayOf } from './days'
import { changed, daysOf, rangeIn } from './range'
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
  places,
  forecast: places.map(() => 1),
  bands: [],
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
  const places = halfHours('2026-10-26', 56)

  it('is at first the week before the forecast and two weeks of it', () => {
    const line = timeline(places)
    const range = rangeIn(line, {}, '2026-11-23')
    expect(daysOf(line, range)).toEqual({ from: '2026-11-16', to: '2026-12-06' })
  })

  it('is what the address names, cut to what there is', () => {
    const line = timeline(places)
    const all = rangeIn(line, { from: '1970-01-01', to: '9999-12-31' }, '2026-11-23')
    expect(all).toEqual([0, places.length - 1])
  })

  it('is everything where the address names days beyond what there is', () => {
    const line = timeline(places)
    expect(rangeIn(line, { from: '2030-01-01' }, '2026-11-23')).toEqual([0, places.length - 1])
  })

  it('moves by its own length and stops at the ends', () => {
    expect(changed([10, 19], 40, 'later')).toEqual([20, 29])
    expect(changed([10, 19], 25, 'later')).toEqual([15, 24])
    expect(changed([5, 14], 40, 'earlier')).toEqual([0, 9])
  })

  it('comes closer to its middle, but not beyond a few places', () => {
    expect(changed([0, 15], 40, 'closer')).toEqual([4, 11])
    expect(changed([0, 7], 40, 'closer')).toEqual([0, 7])
  })
})
