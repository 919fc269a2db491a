import { describe, expect, it } from 'vitest'
import { gridOf, shiftAt } from '../testing/grid'
import { carry, clear, onDay, resized, shifted, toggleLocks, withBreak } from './edits'
import { Sheet } from './sheet'

const SPRING = [
  '2026-03-28T00:00:00Z',
  '2026-03-29T00:00:00Z',
  '2026-03-29T23:00:00Z',
  '2026-03-30T23:00:00Z',
]

describe('carrying a shift', () => {
  const sheet = new Sheet(
    gridOf({
      shifts: [
        { person: 0, day: 0, shift: shiftAt(540) },
        { person: 1, day: 1, shift: shiftAt(600) },
        { person: 1, day: 2, shift: shiftAt(600, { locked: true }) },
      ],
    }),
  )

  it('moves it to an empty day', () => {
    const moves = carry(sheet, { person: 0, day: 0 }, { person: 0, day: 3 })
    expect(moves.map(({ op, personId, day }) => [op, personId, day])).toEqual([
      ['remove', 10, '2026-03-02'],
      ['put', 10, '2026-03-05'],
    ])
    expect(moves[1]?.shift).toMatchObject({ startMin: 540, letter: 'D' })
    expect(moves[1]?.shift).not.toHaveProperty('paidMin')
  })

  it('changes places with the shift that stands there', () => {
    const moves = carry(sheet, { person: 0, day: 0 }, { person: 1, day: 1 })
    expect(moves.map(({ op, personId, shift }) => [op, personId, shift?.startMin])).toEqual([
      ['put', 10, 600],
      ['put', 11, 540],
    ])
  })

  it.each([
    ['nothing stands there', { person: 2, day: 5 }, { person: 0, day: 3 }],
    ['it stays where it is', { person: 0, day: 0 }, { person: 0, day: 0 }],
    ['it is locked', { person: 1, day: 2 }, { person: 0, day: 3 }],
    ['the other is locked', { person: 0, day: 0 }, { person: 1, day: 2 }],
  ])('does nothing where %s', (_why, from, to) => {
    expect(carry(sheet, from, to)).toEqual([])
  })

  it('gives it a queue that the other person can serve', () => {
    const moves = carry(sheet, { person: 0, day: 0 }, { person: 2, day: 0 })
    expect(moves[1]?.shift?.queueId).toBe(2)
  })

  it('keeps its wall times on the day the clocks go forward', () => {
    const london = new Sheet(gridOf({ zone: 'Europe/London', starts: SPRING }))
    const there = onDay(london, shiftAt(540), 0, 1)
    expect([there.startMin, there.endMin]).toEqual([480, 990])
    expect(there.breaks?.map(({ startMin }) => startMin)).toEqual([600, 720])
    expect(onDay(london, there, 1, 0)).toEqual(shiftAt(540))
  })
})

describe('editing a shift', () => {
  it('moves the pauses with it', () => {
    expect(shifted(shiftAt(540), 30)).toEqual(shiftAt(570))
  })

  it('keeps the pauses inside when it gets shorter, and counts what is paid', () => {
    const short = resized(shiftAt(540), 540, 780)
    expect(short.breaks?.map(({ startMin }) => startMin)).toEqual([660, 750])
    expect(short.paidMin).toBe(210)
  })

  it('moves one pause, no further than the shift reaches', () => {
    expect(withBreak(shiftAt(540), 1, 800).breaks?.[1]?.startMin).toBe(800)
    expect(withBreak(shiftAt(540), 1, 2000).breaks?.[1]?.startMin).toBe(1020)
    expect(withBreak(shiftAt(540), 0, 0).breaks?.[0]?.startMin).toBe(540)
  })
})

describe('acts on many cells', () => {
  const sheet = new Sheet(
    gridOf({
      shifts: [
        { person: 0, day: 0, shift: shiftAt(540) },
        { person: 1, day: 0, shift: shiftAt(540, { locked: true }) },
      ],
    }),
  )
  const cells = [0, 1, 2].map((person) => ({ person, day: 0 }))

  it('removes shifts but no locked one', () => {
    expect(clear(sheet, cells).map(({ op, personId }) => [op, personId])).toEqual([['remove', 10]])
  })

  it('locks what is not, and unlocks where all are', () => {
    expect(toggleLocks(sheet, cells)).toEqual([{ op: 'lock', personId: 10, day: '2026-03-02' }])
    expect(toggleLocks(sheet, cells.slice(1))).toEqual([
      { op: 'unlock', personId: 11, day: '2026-03-02' },
    ])
  })
})
