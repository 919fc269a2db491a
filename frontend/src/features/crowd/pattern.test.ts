import { describe, expect, it } from 'vitest'
import { daysOf, type Pattern, slotsOf } from './pattern'

const pattern = (part: Partial<Pattern>): Pattern => ({
  first: '2026-11-23',
  last: '2026-12-06',
  weekdays: [1, 2, 3, 4, 5],
  hours: [{ begins: '19:00', ends: '22:00', need: 2 }],
  piece: 180,
  ...part,
})

describe('what is released by a pattern (002-09)', () => {
  it('is every chosen day of the week between two days', () => {
    expect(daysOf(pattern({ weekdays: [6, 7] }))).toEqual([
      '2026-11-28',
      '2026-11-29',
      '2026-12-05',
      '2026-12-06',
    ])
    expect(daysOf(pattern({ last: '2026-11-22' }))).toEqual([])
  })

  it('has all hours of a day, cut into intervals, in the order of the clock', () => {
    const slots = slotsOf(
      pattern({
        last: '2026-11-23',
        hours: [
          { begins: '19:00', ends: '22:00', need: 2 },
          { begins: '9:00', ends: '11:30', need: 3 },
        ],
        piece: 120,
      }),
      'Asia/Shanghai',
    )
    expect(slots).toEqual([
      { begins: '2026-11-23T01:00:00.000Z', minutes: 120, need: 3 },
      { begins: '2026-11-23T03:00:00.000Z', minutes: 30, need: 3 },
      { begins: '2026-11-23T11:00:00.000Z', minutes: 120, need: 2 },
      { begins: '2026-11-23T13:00:00.000Z', minutes: 60, need: 2 },
    ])
  })

  it('joins a rest that is too short for an interval to the one before', () => {
    const slots = slotsOf(
      pattern({
        last: '2026-11-23',
        hours: [{ begins: '09:00', ends: '11:10', need: 1 }],
        piece: 60,
      }),
      'UTC',
    )
    expect(slots.map(({ minutes }) => minutes)).toEqual([60, 70])
  })

  it('goes over midnight, and has the true length of a night when the clock is put back', () => {
    const night = (first: string) =>
      slotsOf(
        pattern({
          ...{ first, last: first, weekdays: [1, 2, 3, 4, 5, 6, 7], piece: 720 },
          hours: [{ begins: '22:00', ends: '06:00', need: 1 }],
        }),
        'Europe/London',
      ).map(({ minutes }) => minutes)
    expect(night('2026-11-23')).toEqual([480])
    expect(night('2026-10-24')).toEqual([540])
  })

  it('is nothing where an hour cannot be read', () => {
    expect(
      slotsOf(pattern({ hours: [{ begins: 'soon', ends: '22:00', need: 1 }] }), 'UTC'),
    ).toEqual([])
  })
})
