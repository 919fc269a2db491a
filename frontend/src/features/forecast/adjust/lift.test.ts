import { describe, expect, it } from 'vitest'
import type { Frame } from '@/parts/plot/frame'
import type { Timeline } from '../timeline'
import { draggedFactor, nudged } from './lift'
import { markOf, markOver, resized, spanUnder } from './mark'

const frame: Frame = {
  left: 40,
  top: 10,
  width: 1000,
  height: 200,
  first: 100,
  last: 200,
  min: 0,
  max: 50,
}

describe('lifting', () => {
  it('brings the peak under the pointer, by whole per cents', () => {
    // 200 pixels are 50 contacts, so 40 pixels are 10 of the 20 at the peak
    expect(draggedFactor(frame, 20, 1, 40)).toBe(1.5)
    expect(draggedFactor(frame, 20, 1.2, 40)).toBe(1.7)
    expect(draggedFactor(frame, 20, 1, -40)).toBe(0.5)
    expect(draggedFactor(frame, 21, 1, 13)).toBe(1.15)
  })

  it('stops at nothing and at five times', () => {
    expect(draggedFactor(frame, 20, 1, -500)).toBe(0)
    expect(draggedFactor(frame, 1, 1, 500)).toBe(5)
    expect(nudged(0.05, -10)).toBe(0)
  })

  it('does nothing where nothing is expected', () => {
    expect(draggedFactor(frame, 0, 1, 100)).toBe(1)
  })

  it('by keys goes by whole per cents though sums of them are not exact', () => {
    expect([1, 2, 3].reduce((factor) => nudged(factor, 10), 1)).toBe(1.3)
  })
})

describe('a mark', () => {
  const place = (clock: string, from?: number) => ({
    day: '2026-11-23',
    last: '2026-11-23',
    clock,
    span: from === undefined ? undefined : ([from, from + 1] as const),
  })
  const timeline = {
    places: [
      place('09:00'),
      place('09:30'),
      place('10:00', 0),
      place('10:30', 1),
      place('11:00', 2),
    ],
  } as unknown as Timeline
  const days = {
    places: [
      { day: '2026-11-22', last: '2026-11-22' },
      { day: '2026-11-23', last: '2026-11-23', span: [0, 3] },
    ],
  } as unknown as Timeline

  it('is drawn either way, and never into the past', () => {
    expect(markOf(timeline, 4, 2)).toEqual({ first: 2, last: 4 })
    expect(markOf(timeline, 0, 3)).toEqual({ first: 2, last: 3 })
    expect(markOf(timeline, 0, 1)).toBeUndefined()
  })

  it('holds its intervals, and finds its places again on another axis', () => {
    expect(spanUnder(timeline, { first: 2, last: 3 })).toEqual([0, 2])
    expect(markOver(timeline, [1, 3])).toEqual({ first: 3, last: 4 })
    expect(markOver(days, [1, 3])).toEqual({ first: 1, last: 1 })
  })

  it('is moved by its ends, which do not pass each other', () => {
    expect(resized([2, 5], 'from', 1, 9)).toEqual([3, 5])
    expect(resized([2, 5], 'from', 9, 9)).toEqual([4, 5])
    expect(resized([2, 5], 'to', -9, 9)).toEqual([2, 3])
    expect(resized([2, 5], 'to', 9, 9)).toEqual([2, 9])
  })
})
