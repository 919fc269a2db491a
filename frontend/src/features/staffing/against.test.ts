import { describe, expect, it } from 'vitest'
import type { Roster } from '@/api/types'
import { netOf, rosterFor } from './against'

const halfHours = {
  intervalMin: 30,
  start: ['2026-11-23T09:00:00+08:00', '2026-11-23T09:30:00+08:00', '2026-11-24T09:00:00+08:00'],
}

describe('a requirement against a roster', () => {
  it('takes the mean of the slots within an interval, and knows none beyond the roster', () => {
    const slots = {
      // the same instants as the server writes them in another zone
      start: ['2026-11-23T01:00:00Z', '2026-11-23T01:15:00Z', '2026-11-23T01:30:00Z'],
      required: [6, 6, 4.5],
      scheduled: [5, 6, 6],
    }
    expect(netOf(halfHours, slots)).toEqual([-0.5, 1.5, null])
  })

  it('counts nobody rostered in a slot without a figure', () => {
    const slots = { start: ['2026-11-23T09:00:00+08:00'], required: [3], scheduled: [null] }
    expect(netOf(halfHours, slots)[0]).toBe(-3)
  })

  it('is judged by the roster that people were told about, else by the newest draft', () => {
    const roster = (id: number, publishedVersion: number, requirementIds: number[]) =>
      ({ id, publishedVersion, requirementIds }) as Roster
    const rosters = [roster(9, 0, [8]), roster(7, 2, [8, 5]), roster(6, 1, [8]), roster(5, 1, [4])]
    expect(rosterFor(8, rosters)?.id).toBe(7)
    expect(rosterFor(8, [roster(9, 0, [8]), roster(3, 0, [8])])?.id).toBe(9)
    expect(rosterFor(1, rosters)).toBeUndefined()
  })
})
