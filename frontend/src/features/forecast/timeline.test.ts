import { describe, expect, it } from 'vitest'
import type { Curve } from './curve'
import type { ForecastTotal } from './queries'
import { daySpans, type Sources, timelineOf } from './timeline'

const BAND = { level: 0.8, lo: [1, 2], hi: [5, 6] }

function curve(start: string[], contacts: (number | null)[]): Curve {
  return { start, contacts }
}

function total(first: string, last: string, contacts: number): ForecastTotal {
  const bands = [{ level: 0.8, lo: contacts - 10, hi: contacts + 10 }]
  return { first, last, contacts: 1, adjustedContacts: contacts, bands }
}

const MONDAY = ['2026-11-23T09:00:00+08:00', '2026-11-23T09:30:00+08:00']
const base: Sources = {
  measure: 'contacts',
  forecast: curve(MONDAY, [3, 4]),
  bands: [BAND],
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
      observed: curve(['2026-11-21T09:00:00+08:00', '2026-11-22T09:00:00+08:00'], [9, 7]),
    })
    expect(line.places.map(({ day, clock }) => `${day} ${clock}`)).toEqual([
      '2026-11-22 09:00',
      '2026-11-23 09:00',
      '2026-11-23 09:30',
    ])
    expect(line.places.map(({ span }) => span)).toEqual([undefined, [0, 1], [1, 2]])
    expect(line.forecast).toEqual([null, 3, 4])
    expect(line.actual).toEqual([7, null, null])
    expect(line.bands).toEqual([{ level: 0.8, lo: [null, 1, 2], hi: [null, 5, 6] }])
  })

  it('shows what happened during the forecast where it is known', () => {
    const line = timelineOf('interval', { ...base, observed: curve([MONDAY[1] ?? ''], [6]) })
    expect(line.actual).toEqual([null, 6])
  })

  it('lays the same wall clock of an earlier week over it, though the clocks changed between', () => {
    const line = timelineOf('interval', {
      ...base,
      forecast: curve(['2026-10-26T09:00:00+00:00'], [3]),
      from: '2026-10-26',
      overlays: [{ kind: 'past', id: 1, curve: curve(['2026-10-19T09:00:00+01:00'], [12]) }],
    })
    expect(line.lines).toMatchObject([{ kind: 'past', id: 1, values: [12] }])
  })

  it('has a place for either of two equal hours', () => {
    const autumn = ['2026-10-25T01:30:00+01:00', '2026-10-25T01:30:00+00:00']
    const line = timelineOf('interval', { ...base, forecast: curve(autumn, [3, 4]) })
    expect(line.places.map(({ clock }) => clock)).toEqual(['01:30', '01:30'])
  })

  it('sets another run beside it, null where that one does not reach', () => {
    const other = curve([MONDAY[1] ?? '', '2026-11-23T10:00:00+08:00'], [40, 50])
    const line = timelineOf('interval', {
      ...base,
      overlays: [{ kind: 'run', id: 7, curve: other }],
    })
    expect(line.lines[0]?.values).toEqual([null, 40])
  })

  it('of handle time or work has no bands: those are of contacts alone', () => {
    const forecast = { ...base.forecast, aht: [300, 360] }
    const seconds = timelineOf('interval', { ...base, forecast, measure: 'handle_time' })
    expect(seconds.forecast).toEqual([300, 360])
    expect(seconds.bands).toEqual([])
    const hours = timelineOf('interval', { ...base, forecast, measure: 'workload' })
    expect(hours.forecast).toEqual([0.25, 0.4])
  })
})

describe('a timeline of days', () => {
  const observed = curve(
    ['2026-11-22T09:00:00+08:00', '2026-11-22T09:30:00+08:00', '2026-11-23T09:00:00+08:00'],
    [7, 8, null],
  )

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

  it('holds the intervals of each day', () => {
    expect(timelineOf('day', base).places.map(({ span }) => span)).toEqual([[0, 2], undefined])
    expect([...daySpans(MONDAY)]).toEqual([['2026-11-23', [0, 2]]])
  })

  it('averages handle time by contacts', () => {
    const forecast = { start: MONDAY, contacts: [1, 3], aht: [100, 200] }
    expect(timelineOf('day', { ...base, forecast, measure: 'handle_time' }).forecast[0]).toBe(175)
  })
})

describe('a timeline of weeks', () => {
  const days = Array.from({ length: 12 }, (_, i) => `2026-11-${String(9 + i).padStart(2, '0')}`)
  const observed = curve(
    days.map((day) => `${day}T09:00:00+08:00`),
    days.map(() => 10),
  )

  it('has a total only for weeks observed from end to end', () => {
    const line = timelineOf('week', { ...base, from: '2026-11-09', observed })
    expect(line.places.map(({ day }) => day)).toEqual(['2026-11-09', '2026-11-16', '2026-11-23'])
    expect(line.actual).toEqual([70, null, null])
  })

  it('lays whole weeks over it', () => {
    const overlays = [{ kind: 'past' as const, id: 2, curve: observed }]
    const line = timelineOf('week', { ...base, from: '2026-11-23', observed, overlays })
    expect(line.lines[0]?.values).toEqual([70])
  })
})
