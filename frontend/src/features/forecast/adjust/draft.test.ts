import { describe, expect, it } from 'vitest'
import type { Curve } from '../curve'
import { type Draft, drafted, effectOf, type Operation, spreadOf, valueFor } from './draft'

const curve: Curve = {
  start: ['09:00', '09:30', '10:00', '10:30'].map((clock) => `2026-11-23T${clock}:00+08:00`),
  contacts: [10, 20, 30, 40],
  aht: [300, 300, 360, 360],
}
const draft = (operation: Operation, value: number, more: Partial<Draft> = {}): Draft => ({
  measure: 'contacts',
  operation,
  value,
  from: 1,
  to: 3,
  ...more,
})

describe('a draft', () => {
  it.each([
    ['multiply', 1.5, [10, 30, 45, 40]],
    ['add', 25, [10, 30, 45, 40]],
    ['set', 75, [10, 30, 45, 40]],
    ['set', 0, [10, 0, 0, 40]],
    ['add', -100, [10, 0, 0, 40]],
  ] as const)('that would %s %d shares the total by the shape', (operation, value, want) => {
    expect(drafted(curve, draft(operation, value)).contacts).toEqual(want)
  })

  it('shares evenly where nothing was expected', () => {
    const none = { ...curve, contacts: [0, 0, 0, 0] }
    expect(drafted(none, draft('set', 8)).contacts).toEqual([0, 4, 4, 0])
  })

  it('leaves intervals without a forecast alone', () => {
    const holed = { ...curve, contacts: [10, null, 30, 40] }
    expect(drafted(holed, draft('multiply', 2)).contacts).toEqual([10, null, 60, 40])
  })

  it('of handle time changes the seconds of each interval', () => {
    const more = { measure: 'handle_time' as const }
    expect(drafted(curve, draft('add', 30, more)).aht).toEqual([300, 330, 390, 360])
    expect(drafted(curve, draft('set', 200, more)).aht).toEqual([300, 200, 200, 360])
    expect(drafted(curve, draft('set', 200, more)).contacts).toEqual(curve.contacts)
  })
})

describe('the effect of a draft', () => {
  it('is its stretch before and after', () => {
    expect(effectOf(curve, draft('multiply', 1.2))).toEqual({
      before: 50,
      after: 60,
      change: expect.closeTo(0.2),
    })
  })

  it('has no share of nothing', () => {
    const none = { ...curve, contacts: [0, 0, 0, 0] }
    expect(effectOf(none, draft('set', 8))).toEqual({ before: 0, after: 8, change: undefined })
  })

  it('of handle time weighs by contacts', () => {
    const { before } = effectOf(curve, draft('multiply', 1, { measure: 'handle_time' }))
    expect(before).toBeCloseTo((20 * 300 + 30 * 360) / 50)
  })

  it.each([
    ['multiply', 1.2],
    ['add', 10],
    ['set', 60],
  ] as const)('stays what it is when it is asked for as %s', (operation, want) => {
    expect(valueFor(operation, effectOf(curve, draft('multiply', 1.2)))).toBe(want)
  })
})

describe('the band of a stretch', () => {
  const day = (first: string, contacts: number, lo: number, hi: number) => ({
    first,
    last: first,
    contacts: 1,
    adjustedContacts: contacts,
    bands: [{ level: 0.8, lo, hi }],
  })
  const totals = {
    days: [day('2026-11-23', 100, 90, 115), day('2026-11-24', 300, 280, 325)],
    weeks: [],
  }

  it('adds the edges of its days', () => {
    expect(spreadOf(totals, ['2026-11-23', '2026-11-24'])).toEqual({
      level: 0.8,
      lo: 370 / 400,
      hi: 440 / 400,
    })
    expect(spreadOf(totals, ['2026-11-23', '2026-11-23'])?.lo).toBe(0.9)
  })

  it('is none where nothing is expected', () => {
    expect(spreadOf(totals, ['2026-12-01', '2026-12-02'])).toBeUndefined()
  })
})
