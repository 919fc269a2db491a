import { describe, expect, it } from 'vitest'
import { cellWidth, HEAD, type Layout, NAMES, placeAt, pull, ROW, reveal } from './geometry'

const LAYOUT: Layout = { scrollLeft: 0, scrollTop: 0, cell: 66, rows: 40, first: 7, last: 13 }

describe('a point of the grid', () => {
  it.each([
    ['the corner', 10, 10, { part: 'corner' }],
    ['a heading', NAMES + 70, 10, { part: 'head', day: 8 }],
    ['a name', 10, HEAD + ROW + 5, { part: 'name', row: 1 }],
    ['a cell', NAMES + 1, HEAD + 1, { part: 'cell', row: 0, day: 7 }],
    ['beyond the last', 5000, 5000, { part: 'cell', row: 39, day: 13 }],
  ])('is %s', (_what, x, y, place) => {
    expect(placeAt(x, y, LAYOUT)).toEqual(place)
  })

  it('counts what is scrolled away', () => {
    const scrolled = { ...LAYOUT, scrollLeft: 132, scrollTop: 320 }
    expect(placeAt(NAMES + 1, HEAD + 1, scrolled)).toEqual({ part: 'cell', row: 10, day: 9 })
  })
})

describe('bringing a cell into sight', () => {
  const box = { width: NAMES + 200, height: HEAD + 320 }

  it('leaves alone what is in sight', () => {
    expect(reveal({ row: 3, day: 8 }, LAYOUT, box)).toEqual({ left: 0, top: 0 })
  })

  it('scrolls no further than it must', () => {
    expect(reveal({ row: 12, day: 11 }, LAYOUT, box)).toEqual({ left: 130, top: 96 })
    const far = { ...LAYOUT, scrollLeft: 300, scrollTop: 640 }
    expect(reveal({ row: 12, day: 8 }, far, box)).toEqual({ left: 66, top: 384 })
  })
})

describe('sizes', () => {
  it('scroll only near an edge while dragging', () => {
    expect(pull(200, 100, 500)).toBe(0)
    expect(pull(105, 100, 500)).toBeLessThan(0)
    expect(pull(499, 100, 500)).toBeGreaterThan(0)
    expect(pull(5000, 100, 500)).toBe(24)
  })

  it('give days the room there is, and never less than a chip needs', () => {
    expect(cellWidth(1400, 7)).toBe(Math.floor((1400 - NAMES - 16) / 7))
    expect(cellWidth(1400, 28)).toBe(66)
    expect(cellWidth(0, 0)).toBe(66)
  })
})
