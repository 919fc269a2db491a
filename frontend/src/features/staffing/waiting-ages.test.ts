import { expect, test } from 'vitest'
import { ageNames, stacked } from './waiting-ages'

test('areas lie one upon the other, and what is not known is nothing', () => {
  expect(
    stacked([
      [1, 2],
      [3, null],
      [0, 5],
    ]),
  ).toEqual([
    { lo: [0, 0], hi: [1, 2] },
    { lo: [1, 2], hi: [4, 2] },
    { lo: [4, 2], hi: [4, 7] },
  ])
  expect(stacked([])).toEqual([])
})

test('each age has a name, the last without an end', () => {
  const t = ((key: string, words: object) => `${key} ${JSON.stringify(words)}`) as never
  expect(ageNames(t, [7200, 14400])).toEqual([
    'waiting.younger {"to":"2 h"}',
    'waiting.between {"from":"2 h","to":"4 h"}',
    'waiting.older {"from":"4 h"}',
  ])
})
