import { describe, expect, it, vi } from 'vitest'
import { gridOf, shiftAt } from '../testing/grid'
import { put, remove } from './edits'
import { MARK, Sheet } from './sheet'

const sheetOf = () =>
  new Sheet(
    gridOf({
      shifts: [
        { person: 0, day: 1, shift: shiftAt(540) },
        { person: 1, day: 1, shift: shiftAt(600, { locked: true }) },
      ],
      absences: [{ person: 0, day: 3, kind: 'vacation' }],
      wishes: [{ person: 1, day: 4, kind: 'other' }],
    }),
  )

describe('the sheet of a roster', () => {
  it('finds shifts, locks, absences and wishes where the document has them', () => {
    const sheet = sheetOf()
    expect(sheet.shift(0, 1)).toEqual(shiftAt(540))
    expect(sheet.shift(0, 0)).toBeUndefined()
    expect(sheet.marks(1, 1)).toBe(MARK.locked)
    expect(sheet.marks(0, 3)).toBe(MARK.away)
    expect(sheet.away(0, 3)).toBe('vacation')
    expect(sheet.marks(1, 4)).toBe(MARK.wish)
    expect(sheet.personAt(11)).toBe(1)
    expect(sheet.personAt(99)).toBe(-1)
    expect(sheet.dayAt('2026-03-04')).toBe(2)
  })

  it('makes moves at once, marks them until they are confirmed, and can take them back', () => {
    const sheet = sheetOf()
    const moves = [
      remove(sheet, { person: 0, day: 1 }),
      put(sheet, { person: 2, day: 1 }, shiftAt(540)),
    ]
    const before = sheet.apply(moves, true)
    expect(sheet.shift(0, 1)).toBeUndefined()
    expect(sheet.shift(2, 1)?.startMin).toBe(540)
    expect(sheet.marks(2, 1)).toBe(MARK.pending)
    sheet.restore(before)
    expect(sheet.shift(0, 1)).toEqual(shiftAt(540))
    expect(sheet.shift(2, 1)).toBeUndefined()
    expect(sheet.marks(2, 1)).toBe(0)
  })

  it('takes back two moves on the same cell to what stood first', () => {
    const sheet = sheetOf()
    const cell = { person: 0, day: 1 }
    const first = sheet.apply([put(sheet, cell, shiftAt(600))], true)
    const second = sheet.apply([put(sheet, cell, shiftAt(660))], true)
    sheet.restore(second)
    sheet.restore(first)
    expect(sheet.shift(0, 1)).toEqual(shiftAt(540))
  })

  it('locks and unlocks', () => {
    const sheet = sheetOf()
    const at = { personId: 10, day: '2026-03-03' }
    sheet.apply([{ op: 'lock', ...at }], false)
    expect(sheet.shift(0, 1)?.locked).toBe(true)
    expect(sheet.marks(0, 1)).toBe(MARK.locked)
    sheet.apply([{ op: 'unlock', ...at }], false)
    expect(sheet.marks(0, 1)).toBe(0)
  })

  it('tells only the rows that changed', () => {
    const sheet = sheetOf()
    const [touched, other] = [vi.fn(), vi.fn()]
    sheet.watch(0, touched)
    const stop = sheet.watch(1, other)
    sheet.apply([remove(sheet, { person: 0, day: 1 })], true)
    expect(touched).toHaveBeenCalledTimes(1)
    expect(other).not.toHaveBeenCalled()
    expect(sheet.version(0)).toBe(1)
    expect(sheet.version(1)).toBe(0)
    stop()
    sheet.pend([{ person: 1, day: 1 }], true)
    expect(other).not.toHaveBeenCalled()
  })

  it('marks the days of broken rules, and no longer once they are mended', () => {
    const sheet = sheetOf()
    const breach = { rule: 'rest', personId: 10, personName: 'Li Na', found: 9, limit: 11 }
    sheet.showBreaches([{ ...breach, days: ['2026-03-03', '2026-03-04'], message: '' }])
    expect(sheet.marks(0, 1) & MARK.broken).toBeTruthy()
    expect(sheet.marks(0, 2) & MARK.broken).toBeTruthy()
    sheet.showBreaches([])
    expect(sheet.marks(0, 1) & MARK.broken).toBe(0)
  })

  it('ignores moves of people and days that it does not show', () => {
    const sheet = sheetOf()
    expect(sheet.apply([{ op: 'remove', personId: 99, day: '2026-03-03' }], true)).toEqual([])
    expect(sheet.apply([{ op: 'remove', personId: 10, day: '2027-01-01' }], true)).toEqual([])
  })
})
