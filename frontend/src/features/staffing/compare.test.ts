import { describe, expect, it } from 'vitest'
import { beyond, common, shared, totalOver } from './compare'
import type { RequirementIntervals } from './queries'

const base = {
  intervalMin: 30,
  start: ['2026-11-23T09:00:00+08:00', '2026-11-23T09:30:00+08:00', '2026-11-23T10:00:00+08:00'],
  open: [true, true, false],
  contacts: [30, 10, 0],
  agents: [6, 3, 0],
  scheduled: [8, 4, 0],
  serviceLevel: [0.8, 1, 1],
} as unknown as RequirementIntervals
const later = {
  ...base,
  start: ['2026-11-23T01:30:00Z', '2026-11-23T02:00:00Z', '2026-11-23T02:30:00Z'],
  open: [true, true, true],
  scheduled: [5.5, 2, 9],
}

describe('a set of requirements', () => {
  it('is held together over the intervals that all have', () => {
    const third = { ...later, start: later.start.slice(1) }
    expect(common([base, later, third])).toEqual([[2], [1], [0]])
    expect(common([base, { ...later, intervalMin: 15 }])).toEqual([[], []])
    expect(common([])).toEqual([])
  })
})

describe('two requirements', () => {
  it('share the intervals of the same instants, however their zones are written', () => {
    expect(shared(base, later)).toEqual([
      [1, 0],
      [2, 1],
    ])
    expect(shared(base, { ...later, intervalMin: 15 })).toEqual([])
  })

  it('differ where either is open, and nowhere that only one of them reaches', () => {
    expect(beyond(base, later, shared(base, later))).toEqual([null, 1.5, 2])
    const closed = { ...later, open: [true, false, false] }
    expect(beyond(base, closed, shared(base, closed))).toEqual([null, 1.5, null])
  })

  it('are added up over some intervals, the service level weighing by contacts', () => {
    expect(totalOver(base, [0, 1])).toEqual({
      contacts: 40,
      workHours: 4.5,
      paidHours: 6,
      peak: 6,
      serviceLevel: 0.85,
    })
    expect(totalOver({ ...base, serviceLevel: undefined }, [0]).serviceLevel).toBeUndefined()
    expect(totalOver(base, [2]).serviceLevel).toBeUndefined()
  })
})
