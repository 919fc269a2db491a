import { describe, expect, it } from 'vitest'
import { gridOf, shiftAt } from '../testing/grid'
import { paste, textOf, toTsv } from './clipboard'
import { Sheet } from './sheet'

const sheetOf = () =>
  new Sheet(
    gridOf({
      shifts: [
        { person: 0, day: 0, shift: shiftAt(540) },
        { person: 1, day: 1, shift: shiftAt(1320, { letter: 'N', template: 'N' }) },
        { person: 1, day: 2, shift: shiftAt(540, { locked: true }) },
      ],
    }),
  )
const ORDER = [0, 1, 2]

describe('the clipboard', () => {
  it('writes shifts as text that a spreadsheet takes', () => {
    const sheet = sheetOf()
    expect(textOf(sheet, 1, 1)).toBe('N 22:00-06:30')
    const rows = [0, 1].map((person) => [0, 1].map((day) => ({ person, day })))
    expect(toTsv(sheet, rows)).toBe('D 09:00-17:30\t\n\tN 22:00-06:30')
  })

  it('reads back what it wrote, with the pauses', () => {
    const sheet = sheetOf()
    const done = paste(sheet, 'D 09:00-17:30\n', ORDER, { row: 2, day: 4 })
    expect(done).toMatchObject({ pasted: 1, locked: 0, unread: [] })
    expect(done.moves[0]).toMatchObject({ op: 'put', personId: 12, day: '2026-03-06' })
    expect(done.moves[0]?.shift?.breaks).toEqual(shiftAt(540).breaks)
  })

  it.each(['D', 'D 9:00', 'D 09:00 – 17:30'])('understands %j', (text) => {
    const done = paste(sheetOf(), text, ORDER, { row: 0, day: 5 })
    expect(done.moves[0]?.shift).toMatchObject({ startMin: 540, endMin: 1050 })
  })

  it('takes an empty cell as a day off', () => {
    const done = paste(sheetOf(), '\tN', ORDER, { row: 0, day: 0 })
    expect(done.moves.map(({ op }) => op)).toEqual(['remove', 'put'])
  })

  it('skips locked cells and names what it cannot read', () => {
    const done = paste(sheetOf(), 'D\tD\nholiday!\tX 03:00', ORDER, { row: 1, day: 2 })
    expect(done).toMatchObject({ pasted: 1, locked: 1, unread: ['holiday!', 'X 03:00'] })
  })

  it('does not reach beyond the roster', () => {
    const done = paste(sheetOf(), 'D\tD\nD\tD', ORDER, { row: 2, day: 6 })
    expect(done.pasted).toBe(1)
  })
})
