import { describe, expect, it } from 'vitest'
import { added, type Point, paths } from './convergence'

const collect = (points: readonly Point[]) =>
  points.reduce<readonly Point[]>((all, point) => added(all, point), [])

describe('how a search converges', () => {
  it('keeps a point where a figure changes and how far the last one reaches', () => {
    const seen = collect([
      { at: 0 },
      { at: 1, best: 90, bound: 10 },
      { at: 2, best: 90, bound: 10 },
      { at: 3, best: 90, bound: 10 },
      { at: 4, best: 80, bound: 10 },
    ])
    expect(seen.map(({ at }) => at)).toEqual([1, 3, 4])
  })

  it('begins anew where demand was corrected and the best is another', () => {
    const seen = collect([
      { at: 1, best: 90, bound: 10 },
      { at: 2, best: 80, bound: 20 },
      { at: 3, best: 95, bound: 30 },
      { at: 4, best: 94, bound: 30 },
    ])
    expect(seen.map(({ best }) => best)).toEqual([95, 94])
  })

  it('keeps no more than it can draw', () => {
    const many = Array.from({ length: 2000 }, (_, at) => ({ at, best: 2000 - at }))
    expect(collect(many).length).toBeLessThanOrEqual(601)
  })

  it('draws best above bound, as steps', () => {
    const { best, bound, low, high } = paths(
      [
        { at: 0, best: 100, bound: 20 },
        { at: 10, best: 60, bound: 40 },
      ],
      100,
      80,
    )
    expect([low, high]).toEqual([20, 100])
    expect(best).toBe('0.0,0.0 100.0,0.0 100.0,40.0')
    expect(bound).toBe('0.0,80.0 100.0,80.0 100.0,60.0')
  })
})
