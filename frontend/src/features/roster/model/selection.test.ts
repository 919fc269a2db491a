import { describe, expect, it } from 'vitest'
import { block, cellsOf, contains, extended, single, target, toggled } from './selection'

const ORDER = [30, 10, 20]

describe('the selection', () => {
  it('extends from where it began, in any direction', () => {
    const up = extended(extended(single(1, 3), 2, 5), 0, 2)
    expect(up.ranges).toEqual([{ top: 0, bottom: 1, left: 2, right: 3 }])
    expect([up.row, up.day]).toEqual([0, 2])
    expect(contains(up, 1, 3)).toBe(true)
    expect(contains(up, 2, 3)).toBe(false)
  })

  it('adds single cells and takes them away again', () => {
    const two = toggled(single(0, 0), 2, 4)
    expect(two.ranges).toHaveLength(2)
    expect(toggled(two, 2, 4).ranges).toEqual(single(0, 0).ranges)
  })

  it('keeps at least one cell', () => {
    expect(toggled(single(0, 0), 0, 0).ranges).toHaveLength(1)
  })

  it('lists every cell once, as people and days', () => {
    const overlapping = {
      ...block(0, 0, 1, 1),
      ranges: [...block(0, 0, 1, 1).ranges, ...block(1, 1, 2, 1).ranges],
    }
    expect(cellsOf(overlapping, ORDER)).toEqual([
      { person: 30, day: 0 },
      { person: 30, day: 1 },
      { person: 10, day: 0 },
      { person: 10, day: 1 },
      { person: 20, day: 1 },
    ])
  })

  it('leaves rows out that are no longer in sight', () => {
    expect(cellsOf(block(1, 0, 5, 0), ORDER)).toHaveLength(2)
  })
})

describe('keys', () => {
  const bounds = { rows: 50, first: 7, last: 13, page: 10 }
  const from = { row: 20, day: 9 }
  it.each([
    ['ArrowUp', false, 19, 9],
    ['ArrowDown', false, 21, 9],
    ['ArrowLeft', false, 20, 8],
    ['ArrowRight', false, 20, 10],
    ['ArrowUp', true, 0, 9],
    ['ArrowDown', true, 49, 9],
    ['ArrowLeft', true, 20, 7],
    ['ArrowRight', true, 20, 13],
    ['PageUp', false, 10, 9],
    ['PageDown', false, 30, 9],
    ['Home', false, 20, 7],
    ['End', false, 20, 13],
    ['Home', true, 0, 7],
    ['End', true, 49, 13],
  ])('%s with Ctrl %s leads to row %i, day %i', (key, ctrl, row, day) => {
    expect(target(from, { key, ctrl }, bounds)).toEqual({ row, day })
  })

  it('stops at the edges', () => {
    expect(target({ row: 0, day: 7 }, { key: 'ArrowUp', ctrl: false }, bounds)).toEqual({
      row: 0,
      day: 7,
    })
    expect(target({ row: 49, day: 13 }, { key: 'PageDown', ctrl: false }, bounds)).toEqual({
      row: 49,
      day: 13,
    })
  })

  it('leaves other keys alone', () => {
    expect(target(from, { key: 'a', ctrl: false }, bounds)).toBeUndefined()
  })
})
