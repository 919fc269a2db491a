import { describe, expect, it } from 'vitest'
import { date, id, ids, oneOf, text } from './search'

describe('search parameters that people may have typed', () => {
  it.each([
    [3, 3],
    ['3', 3],
    [0, undefined],
    [-1, undefined],
    [1.5, undefined],
    ['x', undefined],
    [2 ** 53, undefined],
    [null, undefined],
  ])('%s as an id is %s', (value, want) => {
    expect(id(value)).toBe(want)
  })

  it.each([
    ['2026-02-28', '2026-02-28'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['2026-1-1', undefined],
    [20260228, undefined],
  ])('%s as a day is %s', (value, want) => {
    expect(date(value)).toBe(want)
  })

  it('reads texts, also those that look like numbers', () => {
    expect([text('a'), text(42), text(''), text(undefined)]).toEqual([
      'a',
      '42',
      undefined,
      undefined,
    ])
  })

  it('takes only known words', () => {
    expect([oneOf('day', ['day', 'week']), oneOf('year', ['day', 'week'])]).toEqual([
      'day',
      undefined,
    ])
  })

  it('keeps the good ones of a list of ids', () => {
    expect([ids([1, 'x', '2']), ids(5), ids([])]).toEqual([[1, 2], [5], undefined])
  })
})
