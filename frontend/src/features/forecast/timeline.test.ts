import { describe, expect, it } from 'vitest'
import type { ForecastIntervals, ForecastTotal } from './queries'
import { dayTotals, type Sources, timelineOf } from './timeline'

const BAND = { level: 0.8, lo: [1, 2], hi: [5, 6] }

function intervals(start: string[], contacts: (number | null)[]): ForecastIntervals {
  return {
    intervalMin: 30,
    zone: 'Asia/Shanghai',
    start,
    contacts,
    open: start.map(() => true),
    bands: [BAND],
    adjustments: [],
    idleAdjustments: [],
  }
}

function total(first: string, last: string, contacts: number): ForecastTotal {
  const bands = [{ level: 0.8, lo: contacts - 10, hi: contacts + 10 }]
  return { first, last, contacts, adjustedContacts: contacts, bands }
}

const MONDAY = ['2026-11-23T09:00:00+08:00', '2026-11-23T09:30:00+08:00']
const base: Sources = {
  intervals: intervals(MONDAY, [3, 4]),
  totals: {
    days: [total('2026-11-23', '2026-11-23', 70), total('2026-11-24', '2026-11-24', 80)],
    weeks: [total('2026-11-23', '2026-11-29', 500)],
  },
  from: '2026-11-22',
}

describe('a timeline of intervals', () => {
  it('stands after its history, which has no forecast', () => {
    const line = timelineOf('interval', {
      ...base,
      observed: {
        start: ['2026-11-21T09:00:00+08:00', '2026-11-22T09:00:00+08:00'],
        contacts: [9, 7],
      },
    })
    expect(line.places.map(({ day, clock }) => `${day} ${clock}`)).toEqual([
      '2026-11-22 09:00',
      '2026-11-23 09:00',
      '2026-11-23 09:30',
    ])
    expect(line.forecast).toEqual([null, 3, 4])
    expect(line.actual).toEqual([7, null, null])
    expect(line.bands).toEqual([{ level: 0.8, lo: [null, 1, 2], hi: [null, 5, 6] }])
  })

  it('shows what happened during the forecast where it is known', () => {
    const line = timelineOf('interval', {
      ...base,
      observed: { start: [MONDAY[1] ?? ''], contacts: [6] },
    })
    expect(line.actual).toEqual([null, 6])
  })

  it('lays the same wall clock of an earlier week over it, though the clocks changed between', () => {
    const line = timelineOf('interval', {
      ...base,
      intervals: intervals(['2026-10-26T09:00:00+00:00'], [3]),
      from: '2026-10-26',
      past: 1,
      observed: { start: ['2026-10-19T09:00:00+01:00'], contacts: [12] },
    })
    expect(line.past).toEqual([12])
  })

  it('has a place for either of two equal hours', () => {
    const autumn = ['2026-10-25T01:30:00+01:00', '2026-10-25T01:30:00+00:00']
    const line = timelineOf('interval', { ...base, intervals: intervals(autumn, [3, 4]) })
    expect(line.places.map(({ clock }) => clock)).toEqual(['01:30', '01:30'])
  })

  it('sets another run beside it, null where that one does not reach', () => {
    const line = timelineOf('interval', {
      ...base,
      otherIntervals: intervals([MONDAY[1] ?? '', '2026-11-23T10:00:00+08:00'], [40, 50]),
    })
    expect(line.other).toEqual([null, 40])
  })
})

describe('a timeline of days', () => {
  const observed = {
    start: ['2026-11-22T09:00:00+08:00', '2026-11-22T09:30:00+08:00', '2026-11-23T09:00:00+08:00'],
    contacts: [7, 8, null],
  }

  it('has the bands of the totals, not the sums of the intervals’ bands', () => {
    const line = timelineOf('day', base)
    expect(line.forecast).toEqual([70, 80])
    expect(line.bands).toEqual([{ level: 0.8, lo: [60, 70], hi: [80, 90] }])
  })

  it('begins with the days of history asked for', () => {
    const line = timelineOf('day', { ...base, observed })
    expect(line.places.map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-23', '2026-11-24'])
    expect(line.actual).toEqual([15, null, null])
  })

  it('sums what was observed of each day and leaves out days that nobody observed', () => {
    expect(Object.fromEntries(dayTotals(observed))).toEqual({ '2026-11-22': 15 })
  })
})

describe('a timeline of weeks', () => {
  const days = Array.from({ length: 12 }, (_, i) => `2026-11-${String(9 + i).padStart(2, '0')}`)
  const observed = {
    start: days.map((day) => `${day}T09:00:00+08:00`),
    contacts: days.map(() => 10),
  }

  it('has no total of a week that was not observed to its end', () => {
    const line = timelineOf('week', { ...base, from: '2026-11-09', observed })
    expect(line.places.map(({ day }) => day)).toEqual(['2026-11-09', '2026-11-16', '2026-11-23'])
    expect(line.actual).toEqual([70, null, null])
  })

  it('takes a week with closed days for whole', () => {
    const open = observed.start.filter((start) => !start.includes('-11-12'))
    const line = timelineOf('week', {
      ...base,
      from: '2026-11-09',
      observed: { start: open, contacts: open.map(() => 10) },
    })
    expect(line.actual?.[0]).toBe(60)
  })
})
