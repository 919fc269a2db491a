import { describe, expect, it } from 'vitest'
import {
  cellsOf,
  changesBetween,
  confirmed,
  pastedInto,
  unconfirmed,
  valuesOf,
  written,
  wrongDays,
} from './sheet'

const TODAY = '2026-11-16'
const values = [
  { date: '2026-11-14', value: 120 },
  { date: '2026-11-15', value: 80, planned: true },
  { date: '2026-11-17', value: 0.5, planned: true },
]
const cells = cellsOf(values, '2026-11-14', '2026-11-18')

describe('the sheet of a driver', () => {
  it('has a line for every day, and says the same values again', () => {
    expect(cells.map(({ text }) => text)).toEqual(['120', '80', '', '0.5', ''])
    expect(valuesOf(cells)).toEqual(values)
    expect(changesBetween(cells, cells)).toBe(0)
  })

  it.each([
    ['of a day gone by is a fact', 1, '90', { text: '90', planned: false }],
    ['of today is planned', 2, '90', { text: '90', planned: true }],
    ['of a day to come is planned', 4, '90', { text: '90', planned: true }],
    ['that was taken away is nothing', 3, ' ', { text: ' ', planned: false }],
  ] as const)('takes what is written: %s', (_, at, text, want) => {
    const cell = cells[at]
    expect(cell && written(cell, text, TODAY)).toMatchObject(want)
  })

  it('takes pasted values for the days that it shows', () => {
    const pasted = new Map([
      ['2026-11-14', undefined],
      ['2026-11-18', 9],
      ['2026-12-24', 1],
    ])
    const after = pastedInto(cells, pasted, TODAY)
    expect(after).toMatchObject({ taken: 2, outside: 1 })
    expect(after.cells.map(({ text }) => text)).toEqual(['', '80', '', '0.5', '9'])
    expect(changesBetween(cells, after.cells)).toBe(2)
  })

  it('names the days whose text is no figure, and counts no change of writing only', () => {
    const odd = cells.map((cell, i) => ({
      ...cell,
      text: ['120.0', '80', 'x', '0.5', ''][i] ?? '',
    }))
    expect(wrongDays(odd)).toEqual(['2026-11-16'])
    expect(changesBetween(cells, odd)).toBe(1)
  })

  it('knows what was planned and never confirmed', () => {
    expect(unconfirmed(cells, TODAY)).toBe(1)
    expect(unconfirmed(confirmed(cells, TODAY), TODAY)).toBe(0)
    expect(valuesOf(confirmed(cells, TODAY)).at(-1)).toHaveProperty('planned', true)
  })
})
