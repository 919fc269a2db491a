import { describe, expect, it } from 'vitest'
import { bandPath, extent, fitting, linePath, lonely, roundTicks } from './scale'

describe('the numbers of an axis', () => {
  it.each([
    [0, 97, 5, [0, 20, 40, 60, 80, 100]],
    [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
    [-12, 30, 4, [-20, 0, 20, 40]],
    [0, 1, 4, [0, 0.5, 1]],
    [4000, 12_300, 4, [0, 5000, 10_000, 15_000]],
  ])('from %d to %d in about %d steps are round', (low, high, wanted, want) => {
    expect(roundTicks(low, high, wanted)).toEqual(want)
  })

  it('cover what is drawn, also where it is all the same', () => {
    for (const [low, high] of [
      [0, 0],
      [7, 7],
      [-3, -3],
      [1e-9, 3e-9],
      [123, 98_765],
    ] as const) {
      const ticks = roundTicks(low, high, 5)
      expect(ticks[0]).toBeLessThanOrEqual(low)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(high)
      expect(ticks.length).toBeLessThan(12)
    }
  })

  it('come from what is known', () => {
    expect(extent([[3, null, 9], [undefined, -1], []])).toEqual([-1, 9])
    expect(extent([[null, Number.NaN]])).toBeUndefined()
  })
})

describe('words below an axis', () => {
  it('are as many as fit', () => {
    const places = Array.from({ length: 30 }, (_, i) => i)
    expect(fitting(places, 600, 60)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27])
    expect(fitting(places, 10, 60)).toEqual([0])
    expect(fitting([4, 11], 600, 60)).toEqual([4, 11])
  })
})

describe('paths', () => {
  const same = (value: number) => value

  it('break where nothing is known', () => {
    expect(linePath([1, 2, null, 4, 5], same, same)).toBe('M0.0,1.0L1.0,2.0M3.0,4.0L4.0,5.0')
    expect(linePath([null, undefined], same, same)).toBe('')
  })

  it('of a band go there along the upper and back along the lower edge', () => {
    expect(bandPath([1, 1], [3, 4], same, same)).toBe('M0.0,3.0L1.0,4.0L1.0,1.0L0.0,1.0Z')
    expect(bandPath([1, 1], [3, null], same, same)).toBe('M0.0,3.0L0.0,1.0Z')
  })

  it('leave out points without a neighbour, which are drawn as points', () => {
    expect(lonely([1, null, 3, 4, null, 6])).toEqual([0, 5])
  })
})
