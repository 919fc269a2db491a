import { describe, expect, it } from 'vitest'
import { known, lonely } from './picture'

describe('values', () => {
  it('are one a place, and none where none is known', () => {
    expect(known([1, undefined, Number.NaN, 0, null, Number.POSITIVE_INFINITY], 7)).toEqual([
      1,
      null,
      null,
      0,
      null,
      null,
      null,
    ])
    expect(known([1, 2, 3], 2)).toEqual([1, 2])
  })

  it('that stand alone are found, as far as is in sight', () => {
    const values = [1, null, 3, 4, null, 6]
    expect(lonely(values, 0, 5)).toEqual([0, 5])
    expect(lonely(values, 1, 4)).toEqual([])
    expect(lonely([], 0, -1)).toEqual([])
  })
})
