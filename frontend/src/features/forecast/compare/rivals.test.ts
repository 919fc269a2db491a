import { describe, expect, it } from 'vitest'
import { overlap, rivalSearch, rivalValue } from './rivals'

describe('what a forecast is compared with', () => {
  it.each([
    ['', {}],
    ['run 7', { with: 7 }],
    ['lock 3', { lock: 3 }],
  ])('"%s" is in the address as %o, and back', (value, search) => {
    expect(rivalSearch(value)).toEqual({ with: undefined, lock: undefined, ...search })
    expect(rivalValue(search)).toBe(value)
  })

  it('shares days with it', () => {
    const a = { from: '2026-11-23', days: 7 }
    expect(overlap(a, { from: '2026-11-29', days: 7 })).toBe(true)
    expect(overlap(a, { from: '2026-11-30', days: 7 })).toBe(false)
    expect(overlap(a, { from: '2026-11-16', days: 7 })).toBe(false)
    expect(overlap(a, { from: '2026-11-01', days: 60 })).toBe(true)
  })
})
