import { describe, expect, it } from 'vitest'
import { common, plusDays } from './days'
import { orderOf, startOf, withRequirements } from './order-values'

const NEEDS = [
  { id: 9, siteId: 1, queueId: 1, from: '2026-11-23', days: 28 },
  { id: 8, siteId: 1, queueId: 2, from: '2026-11-30', days: 28 },
  { id: 7, siteId: 1, queueId: 1, from: '2026-11-16', days: 14 },
  { id: 6, siteId: 2, queueId: 3, from: '2026-11-23', days: 84 },
]

describe('the form of a new roster', () => {
  it('opens with the newest requirement of each queue of the site', () => {
    const values = startOf(NEEDS, [], 1)
    expect(values.requirementIds).toEqual(['9', '8'])
    expect([values.from, values.days]).toEqual(['2026-11-30', 21])
  })

  it('opens with the requirements it was asked for', () => {
    expect(startOf(NEEDS, [7], 1)).toMatchObject({ requirementIds: ['7'], from: '2026-11-16' })
  })

  it('is empty where there is nothing to cover', () => {
    expect(startOf([], [], 1)).toMatchObject({ requirementIds: [], from: null })
  })

  it('covers eight weeks at most', () => {
    expect(startOf(NEEDS, [], 2).days).toBe(56)
  })

  it('keeps its days when requirements share none', () => {
    const values = startOf(NEEDS, [9], 1)
    const far = { id: 5, siteId: 1, queueId: 4, from: '2027-06-01', days: 7 }
    expect(withRequirements(values, [...NEEDS, far], ['9', '5'])).toMatchObject({
      from: '2026-11-23',
      days: 28,
    })
  })

  it('becomes an order; what is left open does not narrow', () => {
    const values = { ...startOf(NEEDS, [9], 1), name: ' Four weeks ', teams: ['3'] }
    expect(orderOf(values)).toEqual({
      name: 'Four weeks',
      requirementIds: [9],
      from: '2026-11-23',
      days: 28,
      people: { employerIds: undefined, teamIds: [3], skillIds: undefined },
      prices: { under: 40, over: 10 },
    })
  })
})

describe('days', () => {
  it('are counted over months', () => {
    expect(plusDays('2026-02-27', 3)).toBe('2026-03-02')
    expect(plusDays('2026-01-01', -1)).toBe('2025-12-31')
  })

  it('that stretches share, where they share any', () => {
    expect(common(NEEDS.slice(0, 2))).toEqual({ from: '2026-11-30', days: 21 })
    expect(common([NEEDS[1], NEEDS[2]].flatMap((n) => n ?? []))).toBeUndefined()
    expect(common([])).toBeUndefined()
  })
})
