import { describe, expect, it } from 'vitest'
import { changeOf, draftOf } from './change'
import type { Draft } from './draft'

// the clocks go back at 02:00: 01:30 comes twice
const grid = {
  intervalMin: 30,
  start: [
    '2026-10-25T01:00:00+01:00',
    '2026-10-25T01:30:00+01:00',
    '2026-10-25T01:00:00+00:00',
    '2026-10-25T01:30:00+00:00',
  ],
}
const draft: Draft = { measure: 'contacts', operation: 'multiply', value: 1.2, from: 1, to: 3 }

describe('a change', () => {
  it('has the instants of its intervals, and back', () => {
    const change = changeOf(draft, grid)
    expect(change).toMatchObject({
      from: '2026-10-25T00:30:00.000Z',
      to: '2026-10-25T01:30:00.000Z',
    })
    expect(draftOf(change, grid)).toEqual(draft)
  })

  it('ends after the last interval of the forecast', () => {
    expect(changeOf({ ...draft, to: 4 }, grid).to).toBe('2026-10-25T02:00:00.000Z')
  })

  it('covers the intervals that it begins or ends within', () => {
    const change = { ...changeOf(draft, grid), from: '2026-10-25T00:45:00Z' }
    expect(draftOf(change, grid)).toMatchObject({ from: 1, to: 3 })
  })

  it('that misses the forecast has no draft', () => {
    const change = {
      ...changeOf(draft, grid),
      from: '2026-11-25T00:00:00Z',
      to: '2026-11-26T00:00:00Z',
    }
    expect(draftOf(change, grid)).toBeUndefined()
  })
})
