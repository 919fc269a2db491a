import { describe, expect, it } from 'vitest'
import { coveredBy, daysOf, within } from './days'

const all = { from: '2026-11-16', days: 35 }

describe('the days of an answer', () => {
  it('are those that requirements and roster have in common', () => {
    expect(coveredBy([all, { from: '2026-11-23', days: 14 }])).toEqual({
      from: '2026-11-23',
      days: 14,
    })
    expect(coveredBy([all, { from: '2026-12-28', days: 7 }])).toBeUndefined()
    expect(coveredBy([])).toBeUndefined()
  })

  it('are a week from the first unless told otherwise, never more than there are', () => {
    expect(within(all, {})).toEqual({ from: '2026-11-16', days: 7 })
    expect(within(all, { from: '2026-12-18', days: 7 })).toEqual({ from: '2026-12-18', days: 3 })
    expect(within(all, { from: '2025-01-01' })).toEqual({ from: '2026-11-16', days: 7 })
    expect(within(undefined, {})).toBeUndefined()
    expect(daysOf({ from: '2026-11-30', days: 2 })).toEqual(['2026-11-30', '2026-12-01'])
  })
})
