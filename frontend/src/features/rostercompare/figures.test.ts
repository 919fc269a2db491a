import { describe, expect, it } from 'vitest'
import {
  burdenChanges,
  burdensMore,
  byDay,
  figureOf,
  figuresOf,
  matches,
  winnerOf,
} from './figures'
import { COMPARISON } from './testing'

const [first, second] = COMPARISON.people as [
  (typeof COMPARISON.people)[number],
  (typeof COMPARISON.people)[number],
]

describe('the figures of a comparison', () => {
  it.each([
    ['total', 100, 90, 'b'],
    ['total', 90, 100, 'a'],
    ['wishes', 1, 3, 'b'],
    ['shortHours', 5, 5.01, 'even'],
    ['paidHours', 100, 120, 'open'],
  ] as const)('say who is better: %s of %d and %d is %s', (figure, a, b, want) => {
    expect(winnerOf(figure, a, b)).toBe(want)
  })

  it('leave out what neither plan has anything of', () => {
    const figures = figuresOf(COMPARISON)
    expect(figures).toContain('wishes')
    expect(figures).not.toContain('money')
    expect(figuresOf({ ...COMPARISON, wishes: 0 })).not.toContain('wishes')
  })

  it('read costs, breaches and wishes alike', () => {
    const [a] = COMPARISON.sides
    if (!a) throw new Error('two sides')
    expect(figureOf(a, 'under')).toBe(120)
    expect(figureOf(a, 'violations')).toBe(1)
    expect(figureOf(a, 'wishes')).toBe(1)
  })

  it('add up queues by day, or show one', () => {
    expect(byDay(COMPARISON.queues, 2, undefined, 'shortByDay')).toEqual([
      [4, 1],
      [2, 0],
    ])
    expect(byDay(COMPARISON.queues, 2, 2, 'shortByDay')).toEqual([
      [1, 1],
      [0, 0],
    ])
  })
})

describe('the people of a comparison', () => {
  it('are found by name, code and by what the plan does to them', () => {
    expect(matches(first, 'ann', undefined)).toBe(true)
    expect(matches(first, 'p02', undefined)).toBe(false)
    expect(matches(first, '', 'more')).toBe(true)
    expect(matches(second, '', 'fewer')).toBe(true)
    expect(matches(first, '', 'burdened')).toBe(true)
    expect(matches(second, '', 'relieved')).toBe(false)
    expect(matches(second, '', 'refused')).toBe(true)
    expect(matches(first, '', 'granted')).toBe(false)
  })

  it('have the burdens that change named', () => {
    expect(burdenChanges(first)).toEqual([{ account: 'nights', by: 1 }])
    expect(burdensMore(first)).toBe(1)
    expect(burdenChanges(second)).toEqual([])
  })
})
