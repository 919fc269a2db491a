import { expect, test } from 'vitest'
import { readHandled } from './handled-rows'

test('rows are read as spreadsheets and files write them', () => {
  const row = { concurrency: 2, contacts: 140, ahtS: 560.5 }
  for (const line of ['2\t140\t560.5', '2,140,560.5', '2; 140; 560.5', '  2 140 560.5 ']) {
    expect(readHandled(line)).toEqual({ rows: [row], refused: [] })
  }
})

test('a heading and empty lines are passed over', () => {
  expect(readHandled('at once,contacts,AHT\n1,10,300\n\n2,10,360\n').rows).toHaveLength(2)
})

test('lines that say nothing are named', () => {
  expect(readHandled('1,10,300\n0,10,300\n2,10\n2,-1,300\n3,x,300').refused).toEqual([2, 3, 4, 5])
})
