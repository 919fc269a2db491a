import { describe, expect, it } from 'vitest'
import { numberOf } from '@/features/drivers/paste'
import { pasted, stepped } from './grid-keys'

const size = { rows: 40, columns: 78 }
const from = { row: 20, column: 10 }

describe('the keys of the table', () => {
  it.each([
    ['ArrowUp', false, { row: 19, column: 10 }],
    ['ArrowDown', true, { row: 39, column: 10 }],
    ['ArrowLeft', true, { row: 20, column: 0 }],
    ['ArrowRight', false, { row: 20, column: 11 }],
    ['End', false, { row: 20, column: 77 }],
    ['End', true, { row: 39, column: 77 }],
    ['Home', true, { row: 0, column: 0 }],
    ['PageDown', false, { row: 32, column: 10 }],
  ] as const)('%s, far %s, leads to %o', (key, far, want) =>
    expect(stepped(from, key, far, size)).toEqual(want),
  )

  it('never lead out of the table', () => {
    expect(stepped({ row: 0, column: 0 }, 'ArrowLeft', false, size)).toEqual({ row: 0, column: 0 })
    expect(stepped({ row: 39, column: 3 }, 'PageDown', false, size)).toEqual({ row: 39, column: 3 })
  })

  it('leave other keys alone', () => expect(stepped(from, 'a', false, size)).toBeUndefined())
})

describe('what is pasted', () => {
  it('is figures by row and column, nothing where there is no figure', () => {
    expect(pasted('1\t2.5\n\tx\r\n', numberOf)).toEqual([
      [1, 2.5],
      [undefined, undefined],
    ])
  })
})
