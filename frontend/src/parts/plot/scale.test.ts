import { describe, expect, it } from 'vitest'
import { fitting, levelsOf, roundTicks } from './scale'

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

  it.each<[string, number | null, number | null, boolean, number[]]>([
    ['begin at zero', 200, 210, true, [0, 100, 200, 300]],
    ['begin where the values do', 200, 210, false, [200, 205, 210]],
    ['end at zero where all is below it', -7, -2, true, [-10, -5, 0]],
    ['stand also where nothing is known', null, null, true, [0, 0.5, 1]],
    ['stand also where all is nothing', 0, 0, true, [0, 0.5, 1]],
  ])('%s', (_, low, high, fromZero, want) => {
    expect(levelsOf(low, high, fromZero, 3)).toEqual(want)
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
