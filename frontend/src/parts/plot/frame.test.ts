import { describe, expect, it } from 'vitest'
import { boxOf, type Frame, placeAt, xOf, yOf } from './frame'

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

describe('the plot', () => {
  it('has its places from edge to edge', () => {
    expect(xOf(frame, 100)).toBe(40)
    expect(xOf(frame, 150)).toBe(540)
    expect(xOf(frame, 200)).toBe(1040)
  })

  it('finds the place nearest to a pixel, and none beyond its edges', () => {
    expect(placeAt(frame, 544)).toBe(150)
    expect(placeAt(frame, 546)).toBe(151)
    expect(placeAt(frame, -500)).toBe(100)
    expect(placeAt(frame, 5000)).toBe(200)
  })

  it('has its values upside down', () => {
    expect(yOf(frame, 0)).toBe(210)
    expect(yOf(frame, 25)).toBe(110)
    expect(yOf({ ...frame, min: 25 }, 25)).toBe(210)
  })

  it('cuts a stretch to what is in sight', () => {
    expect(boxOf(frame, 150, 150)).toEqual({ x: 535, width: 10 })
    expect(boxOf(frame, 0, 120)).toEqual({ x: 40, width: 205 })
    expect(boxOf(frame, 0, 50).width).toBe(0)
  })
})
