import { describe, expect, it } from 'vitest'
import { byDay, dayBalance, hourBars, largestGap, slotLevels, worstQueue } from './coverage'

// Two days of half hours; the second is a day of one hour less.
const start = Array.from({ length: 48 + 46 }, (_, i) =>
  new Date(Date.UTC(2026, 2, 28) + i * 1_800_000).toISOString(),
)
const level = (at: number, value: number) => start.map((_, slot) => (slot === at ? value : 0))
const coverage = byDay(
  {
    slotMin: 30,
    start,
    queues: [
      { queueId: 1, queueCode: 'A', required: level(10, 4), scheduled: level(10, 1) },
      { queueId: 2, queueCode: 'B', required: level(50, 1), scheduled: level(10, 2) },
    ],
  },
  ['2026-03-28T00:00:00Z', '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z'],
)

describe('coverage', () => {
  it('is cut at the first instants of days, however long they are', () => {
    expect(coverage.spans).toEqual([
      [0, 48],
      [48, 94],
    ])
  })

  it('does not set one queue against another', () => {
    expect(dayBalance(coverage, 0)).toEqual({ short: 1.5, spare: 1 })
    expect(dayBalance(coverage, 0, 2)).toEqual({ short: 0, spare: 1 })
    expect(dayBalance(coverage, 1)).toEqual({ short: 0.5, spare: 0 })
  })

  it('is drawn as the mean of each hour', () => {
    const bars = hourBars(coverage, 0)
    expect(bars).toHaveLength(24)
    expect(bars[5]).toEqual({ short: 1.5, spare: 1 })
  })

  it('knows the levels of a slot', () => {
    expect(slotLevels(coverage, 10)).toEqual({ required: 4, scheduled: 3 })
    expect(slotLevels(coverage, 10, 1)).toEqual({ required: 4, scheduled: 1 })
  })

  it('finds the largest gap of a day and whose it is', () => {
    expect(largestGap(coverage, 0)).toEqual({ slot: 10, queue: 1, short: 3 })
    expect(largestGap(coverage, 1)).toMatchObject({ slot: 50, queue: 2 })
    expect(largestGap(coverage, 0, 2)).toBeUndefined()
    expect(worstQueue(coverage, 10)).toBe(1)
    expect(worstQueue(coverage, 50)).toBe(2)
  })
})
