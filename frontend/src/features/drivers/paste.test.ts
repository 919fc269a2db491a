import { describe, expect, it } from 'vitest'
import { dayOf, numberOf, readPasted } from './paste'

const read = (text: string) => {
  const { values, refused } = readPasted(text, '2026-11-30')
  return { values: [...values], refused: refused.map(({ line }) => line) }
}

describe('pasted cells', () => {
  it.each([
    [
      'one column fills day after day, over the end of a month',
      '12\n0\n7.5\n',
      [
        ['2026-11-30', 12],
        ['2026-12-01', 0],
        ['2026-12-02', 7.5],
      ],
      [],
    ],
    [
      'an empty cell empties its day',
      '12\n\n7\n',
      [
        ['2026-11-30', 12],
        ['2026-12-01', undefined],
        ['2026-12-02', 7],
      ],
      [],
    ],
    [
      'two columns say their days, a heading is passed over',
      'date\tsends\r\n2026/12/5\t1,200\r\n2026-12-07\t\r\n',
      [
        ['2026-12-05', 1200],
        ['2026-12-07', undefined],
      ],
      [],
    ],
    [
      'lines of a CSV file as well, with more columns than are needed',
      '日期,数量\n2026-12-05,40\n2026年12月6日;41;planned',
      [
        ['2026-12-05', 40],
        ['2026-12-06', 41],
      ],
      [],
    ],
    [
      'what is no figure is told by its line, and the days after it keep their place',
      'sends\n12\nabout 9\n7',
      [
        ['2026-11-30', 12],
        ['2026-12-02', 7],
      ],
      [3],
    ],
    ['a first line with figures in it is no heading', 'week 48\n', [], [1]],
    ['a day that does not exist is refused', '2026-02-30\t4', [], [1]],
  ] as const)('%s', (_, text, values, refused) => {
    expect(read(text)).toEqual({ values, refused })
  })
})

describe('cells', () => {
  it.each([
    ['1200', 1200],
    ['1,200', 1200],
    ['1,234,567.5', 1_234_567.5],
    ['1 200', 1200],
    ['-3', -3],
    ['−3', -3],
    ['12.5%', 0.125],
    ['.5', 0.5],
    ['', undefined],
    [' ', undefined],
    ['1,2', Number.NaN],
    ['1e5', Number.NaN],
    ['n/a', Number.NaN],
  ])('%j is the figure %s', (cell, want) => {
    expect(numberOf(cell)).toBe(want)
  })

  it.each([
    ['2026-11-05', '2026-11-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['5.1.2026', '2026-01-05'],
    ['05/01/2026', undefined], // May or January: nobody can tell
    ['2026-13-01', undefined],
  ])('%j is the day %s', (cell, want) => {
    expect(dayOf(cell)).toBe(want)
  })
})
