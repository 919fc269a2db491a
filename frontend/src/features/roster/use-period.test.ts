import { expect, it } from 'vitest'
import { spanOf } from './use-period'

it.each([
  [28, 0, 14, { first: 0, last: 13 }],
  [28, 20, 14, { first: 14, last: 27 }],
  [7, 0, 28, { first: 0, last: 6 }],
  [28, 7, 7, { first: 7, last: 13 }],
])('of %i days, from day %i, %i days in sight', (days, from, length, expected) => {
  expect(spanOf(days, from, length)).toEqual(expected)
})
