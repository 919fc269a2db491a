import { describe, expect, it } from 'vitest'
import { addDays } from '../days'
import type { Place } from '../timeline'
import { barsOf, joined, type LaneItem } from './lane'

const day = (n: number): Place => ({ day: `2026-10-0${n}`, last: `2026-10-0${n}` })
const days = { places: [1, 2, 3, 4, 5].map(day) }
const item = (from: number, to: number, more: Partial<LaneItem> = {}): LaneItem => ({
  key: `${from} ${to}`,
  kind: 'event',
  name: 'Bills',
  from: `2026-10-0${from}`,
  to: `2026-10-0${to}`,
  ...more,
})

describe('the lane', () => {
  it('puts bars that touch one below the other, and the rest side by side', () => {
    const bars = barsOf(days, [item(4, 5), item(1, 3), item(3, 4)])
    expect(bars.map(({ item: { key }, first, last, row }) => [key, first, last, row])).toEqual([
      ['1 3', 0, 2, 0],
      ['3 4', 2, 3, 1],
      ['4 5', 3, 4, 0],
    ])
  })

  it('puts bars too short for a finger one below the other too', () => {
    const rows = (least: number) =>
      barsOf(days, [item(1, 1), item(2, 2)], { first: 0, last: 4, least }).map((bar) => bar.row)
    expect(rows(1)).toEqual([0, 0])
    expect(rows(2)).toEqual([0, 1])
  })

  it('leaves a finger room where a bar reaches into sight from either side', () => {
    const seen = (items: LaneItem[]) =>
      barsOf(days, items, { first: 1, last: 3, least: 2 }).map(({ first, last, row }) => [
        first,
        last,
        row,
      ])
    expect(seen([item(1, 2), item(3, 3)])).toEqual([
      [1, 2, 0],
      [2, 3, 1],
    ])
    expect(seen([item(2, 3), item(4, 5)])).toEqual([
      [1, 2, 0],
      [2, 3, 1],
    ])
  })

  it('leaves out what lies beyond the timeline, and cuts what reaches beyond', () => {
    expect(barsOf(days, [item(8, 9)])).toEqual([])
    expect(barsOf(days, [item(4, 9)])[0]).toMatchObject({ first: 3, last: 4 })
  })

  it('cuts the first and the last day by the clock where there are intervals', () => {
    const clocks = ['09:00', '09:30', '10:00']
    const intervals = {
      places: [1, 2].flatMap((n) => clocks.map((clock) => ({ ...day(n), clock }))),
    }
    const bar = barsOf(intervals, [item(1, 2, { fromClock: '09:30', toClock: '10:00' })])[0]
    expect(bar).toMatchObject({ first: 1, last: 4 })
  })

  it('joins days in a row of one name, and no others', () => {
    const kind = 'holiday' as const
    const name = 'National Day'
    const all = joined(
      [item(2, 2, { kind, name }), item(1, 1, { kind, name }), item(4, 4, { kind, name })],
      (one) => addDays(one, 1),
    )
    expect(all.map(({ from, to }) => [from, to])).toEqual([
      ['2026-10-01', '2026-10-02'],
      ['2026-10-04', '2026-10-04'],
    ])
  })
})
