import { describe, expect, it } from 'vitest'
import { endWallOf, instantOf, wallOf } from './instants'

describe('wall clocks', () => {
  it.each([
    ['2026-11-22T22:30:00Z', 'Asia/Shanghai', '2026-11-23', '06:30'],
    ['2026-11-23T00:00:00Z', 'Europe/London', '2026-11-23', '00:00'],
    ['2026-07-01T12:00:00Z', 'Europe/London', '2026-07-01', '13:00'],
    ['2026-07-01T02:00:00Z', 'America/New_York', '2026-06-30', '22:00'],
  ])('%s in %s is %s %s, and back', (instant, zone, day, clock) => {
    expect(wallOf(instant, zone)).toEqual({ day, clock })
    expect(Date.parse(instantOf({ day, clock }, zone))).toBe(Date.parse(instant))
  })

  it('end a day at 24:00', () => {
    const midnight = '2026-11-23T16:00:00Z'
    expect(endWallOf(midnight, 'Asia/Shanghai')).toEqual({ day: '2026-11-23', clock: '24:00' })
    expect(instantOf({ day: '2026-11-23', clock: '24:00' }, 'Asia/Shanghai')).toBe(
      '2026-11-23T16:00:00.000Z',
    )
  })

  it('shown twice mean the first time', () => {
    const wall = { day: '2026-10-25', clock: '01:30' }
    expect(instantOf(wall, 'Europe/London')).toBe('2026-10-25T00:30:00.000Z')
  })

  it('that are skipped mean the hour after', () => {
    const wall = { day: '2026-03-29', clock: '01:30' }
    expect(instantOf(wall, 'Europe/London')).toBe('2026-03-29T01:30:00.000Z')
  })
})
