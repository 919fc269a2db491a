import type { Handlers } from '@/testing/server'
import { json, problem } from '@/testing/server'
import type { Grid, MovesMade, Roster } from '../model/types'
import { gridOf, shiftAt } from './grid'

const NOTHING = { under: 0, over: 0, preference: 0, fairness: 0, total: 0 }

/** A roster as the server writes it. */
export function rosterOf(part: Partial<Roster> = {}): Roster {
  return {
    id: 5,
    version: 4,
    name: 'Week 10',
    siteId: 1,
    zone: 'UTC',
    from: '2026-03-02',
    days: 7,
    slotMin: 15,
    state: 'draft',
    requirementIds: [1],
    people: {},
    prices: { under: 40, over: 10 },
    seed: 0,
    cost: { ...NOTHING, under: 120, total: 120 },
    bound: 100,
    gap: 0.17,
    inputHash: 'abc',
    publishedVersion: 0,
    createdAt: '2026-02-20T09:00:00Z',
    createdBy: 1,
    ...part,
  }
}

export const GRID: Grid = gridOf({
  shifts: [
    { person: 0, day: 0, shift: shiftAt(540) },
    { person: 1, day: 1, shift: shiftAt(600) },
  ],
  absences: [{ person: 2, day: 3, kind: 'vacation' }],
})

/** What the server answers to moves that it makes. */
export function movesMade(part: Partial<MovesMade> = {}): MovesMade {
  return {
    version: 5,
    cost: NOTHING,
    inverse: [{ op: 'unlock', personId: 10, day: '2026-03-02' }],
    effect: { costDelta: NOTHING, violations: [], newViolations: [] },
    ...part,
  }
}

/** A pretended server with one roster that can be opened and edited. */
export function rosterServer(handlers: Handlers = {}): Handlers {
  return {
    'GET /rosters/5': () => rosterOf(),
    'GET /rosters/5/grid': () => GRID,
    'GET /rosters/5/coverage': () => ({
      slotMin: 15,
      start: ['2026-03-02T00:00:00Z'],
      queues: [{ queueId: 1, queueCode: 'CARE', required: [2], scheduled: [1] }],
    }),
    'GET /rosters/5/check': () => ({
      checked: false,
      outdated: false,
      rounds: [],
      chosen: 0,
      queues: [],
    }),
    'GET /rosters/5/violations': () => ({ items: [] }),
    'GET /rosters/5/wishes': () => ({ items: [], records: [] }),
    'GET /rosters/5/breaks/excess': () => ({ items: [] }),
    'GET /rosters/5/exceptions': () => ({ items: [] }),
    'POST /rosters/5/moves': () => json(movesMade()),
    ...handlers,
  }
}

/** A refusal of moves that would break a rule. */
export function rulesBroken(): Response {
  return problem(409, {
    code: 'rules_broken',
    title: 'Conflict',
    detail: 'the change would break rules',
    errors: [
      {
        ...{
          location: 'people.10',
          about: 'Li Na',
          code: 'rest',
          message: '9 h rest; at least 11 h',
        },
        ...{ found: '540', expected: '660', figures: ['2026-03-02', '2026-03-03'] },
      },
    ],
  })
}
