import { describe, expect, it } from 'vitest'
import { acrossFrom, beside } from './readout'

const frame = { left: 30, top: 10, width: 358, height: 200, first: 0, last: 10, min: 0, max: 1 }

describe('the box of figures', () => {
  it('stands beside a place on the side where there is room, and stays inside the picture', () => {
    expect(beside(frame, 0, 400)).toEqual({ left: 42, maxWidth: 358 })
    expect(beside(frame, 5, 400)).toEqual({ right: 203, maxWidth: 197 })
    expect(beside(frame, 10, 400)).toEqual({ right: 24, maxWidth: 376 })
  })

  it.each([
    ['early', 1, { right: 24, maxWidth: 334 }],
    ['late', 9, { left: 42, maxWidth: 334 }],
  ])('or at the other end from a place that is %s', (_, place, want) => {
    expect(acrossFrom(frame, place, 400)).toEqual(want)
  })
})
