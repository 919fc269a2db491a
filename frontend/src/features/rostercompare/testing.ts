import type { AccountLoads } from '@/api/types'
import type { RosterComparison, Side } from './queries'

const loads = (nights = 0): AccountLoads => ({
  ...{ nights, weekends: 0, holidays: 0, shortRests: 0, undesired: 0 },
})

const side = (part: Partial<Side>, under: number): Side => ({
  ...{ rosterId: 5, name: 'Week 10', version: 4, edition: 'published' as const },
  cost: { under, over: 30, preference: 0, fairness: 10, total: under + 40 },
  ...{ shortHours: 5, overHours: 3, paidHours: 320, overtimeHours: 0, money: 0 },
  ...{ shifts: 40, people: 8, loads: loads(1), highest: loads(1), wishesMet: 1, violations: [] },
  ...part,
})

const shift = (startMin: number) => ({
  ...{ startMin, endMin: startMin + 510, letter: 'D', breaks: [] },
})

const queue = (queueId: number, name: string, a: number[], b: number[], level: number) => ({
  ...{ queueId, code: name.toUpperCase(), name, requiredHours: 100 },
  sides: [a, b].map((shortByDay, at) => ({
    ...{ shortHours: shortByDay[0] ?? 0, overHours: 1, shortByDay, overByDay: [0, 1] },
    expected: { serviceLevel: level + at / 10, abandon: 0.04, asaS: 21 },
  })),
})

/** A comparison as the server writes it: B is cheaper, Ann pays for it by a night, Bob by a wish. */
export const COMPARISON: RosterComparison = {
  ...{ from: '2026-03-02', days: 2, zone: 'UTC', sameDays: true, sameDemand: true, wishes: 2 },
  dayStart: ['2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z'],
  sides: [
    side(
      {
        violations: [
          {
            ...{ rule: 'rest', personId: 1, personName: 'Ann', days: ['2026-03-02'] },
            ...{ found: 600, limit: 660, message: 'rest' },
          },
        ],
      },
      120,
    ),
    side({ edition: 'draft', shortHours: 2, wishesMet: 0, violations: [] }, 60),
  ],
  queues: [queue(1, 'Care', [3, 0], [2, 0], 0.7), queue(2, 'Sales', [1, 1], [0, 0], 0.8)],
  people: [
    {
      ...{ personId: 1, code: 'P01', name: 'Ann', paidHours: [32, 40], wishes: 0 },
      ...{ loads: [loads(), loads(1)], wishesMet: [0, 0] },
      days: [{ personId: 1, day: '2026-03-03', to: shift(600) }],
    },
    {
      ...{ personId: 2, code: 'P02', name: 'Bob', paidHours: [40, 32], wishes: 1 },
      ...{ loads: [loads(), loads()], wishesMet: [1, 0] },
      days: [
        { personId: 2, day: '2026-03-02', from: shift(540), to: shift(600) },
        { personId: 2, day: '2026-03-03', from: shift(540) },
      ],
    },
  ],
}
