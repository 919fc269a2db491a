import { expect, test } from 'vitest'
import type { Forecast, Queue, Requirement } from '@/api/types'
import { besides, predecessor, waitingFields } from './waiting-values'

const queue = { id: 1, siteId: 5, intervalMin: 30 } as Queue
const forecast = { from: '2026-11-09', days: 7 } as Forecast
const requirement = (change: Partial<Requirement>) =>
  ({
    id: 9,
    queueId: 2,
    siteId: 5,
    intervalMin: 30,
    from: '2026-11-09',
    days: 7,
    deferred: false,
    ...change,
  }) as Requirement

test('rows without contacts are left out, and hours become seconds', () => {
  const ages = [
    { contacts: 12, hours: 1.5 },
    { contacts: '', hours: 3 },
    { contacts: 4, hours: '' },
  ] as const
  expect(waitingFields({ ages, beside: [7] })).toEqual({
    backlog: [
      { contacts: 12, ageS: 5400 },
      { contacts: 4, ageS: 0 },
    ],
    beside: [7],
  })
  expect(waitingFields({ ages: [], beside: [] })).toEqual({})
})

test('live work beside is of the same site, days and intervals, the newest of each queue', () => {
  const all = [
    requirement({ id: 20, from: '2026-11-02', days: 21 }),
    requirement({ id: 19 }),
    requirement({ id: 18, queueId: 3, days: 6 }),
    requirement({ id: 17, queueId: 3, siteId: 6 }),
    requirement({ id: 16, queueId: 3, intervalMin: 15 }),
    requirement({ id: 15, queueId: 3, deferred: true }),
    requirement({ id: 14, queueId: 1 }),
  ]
  expect(besides(all, queue, forecast).map(({ id }) => id)).toEqual([20])
})

test('the requirement before is that which ends the day before', () => {
  const all = [
    requirement({ id: 3, queueId: 1, deferred: true, from: '2026-11-02', days: 6 }),
    requirement({ id: 2, queueId: 1, deferred: true, from: '2026-11-02' }),
  ]
  expect(predecessor(all, queue, forecast)?.id).toBe(2)
  expect(predecessor([], queue, forecast)).toBeUndefined()
})
