import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { certaintyFields, certaintyValues } from '@/features/setup/certainty-values'
import { openApp } from '@/testing/render'

const GOAL = {
  slTarget: 0.8,
  thresholdS: 20,
  slVariant: 'sl_offered',
  patienceS: 130,
  inOfficeShrinkage: 0.1,
  outOfOfficeShrinkage: 0.2,
  minAgents: 1,
}
const COSTS = { agentHour: 25, waitHour: 40, abandonment: 6 }
const REQUIREMENT = {
  id: 8,
  forecastId: 9,
  queueId: 4,
  queueCode: 'CD-SALES',
  queueName: 'Sales line',
  siteId: 1,
  zone: 'Asia/Shanghai',
  intervalMin: 30,
  from: '2026-11-23',
  days: 1,
  goal: { ...GOAL, certainty: 0.9 },
  concurrency: 1,
  deferred: false,
  inputHash: 'abc',
  createdAt: '2026-11-21T20:00:00Z',
  createdBy: 1,
}
const INTERVALS = {
  intervalMin: 30,
  zone: 'Asia/Shanghai',
  start: ['2026-11-23T09:00:00+08:00'],
  open: [true],
  contacts: [42.9],
  ahtS: [205],
  fractional: [7.4],
  agents: [8],
  scheduled: [10.3],
  serviceLevel: [0.93],
  occupancy: [0.6],
  asaS: [4],
  abandon: [0.03],
  binding: ['service_level'],
}
const CELL = {
  index: 0,
  start: '2026-11-23T09:00:00+08:00',
  open: true,
  contacts: 42.9,
  ahtS: 205,
  erlangs: 4.89,
  patienceS: 130,
  concurrency: 1,
  shrinkage: 0.28,
  formula: 'Erlang A',
  fractional: 7.4,
  agents: 8,
  scheduled: 10.3,
  binding: 'service_level',
  reasons: [],
  sensitivity: [],
  certainty: {
    share: 0.9,
    contacts: 52.1,
    held: 0.93,
    pointHeld: 0.56,
    pointFractional: 6.23,
    pointAgents: 7,
    pointScheduled: 8.65,
  },
}
const price = (share: number, agentHours: number, extraHours: number, held: number) => ({
  share,
  agentHours,
  scheduledHours: agentHours / 0.8,
  extraHours,
  held,
  serviceLevel: 0.9,
  days: [{ date: '2026-11-23', agentHours, held, serviceLevel: 0.9 }],
})
const CURVE = {
  chosen: 0.9,
  prices: [price(0, 40, 0, 0.61), price(0.5, 40, 0, 0.61), price(0.9, 46.5, 6.5, 0.97)],
}
const handlers = {
  'GET /queues': () => ({ items: [] }),
  'GET /requirements': () => ({ items: [REQUIREMENT] }),
  'GET /requirements/8': () => REQUIREMENT,
  'GET /requirements/8/intervals': () => INTERVALS,
  'GET /requirements/8/cells/0': () => CELL,
  'GET /requirements/8/certainty': () => CURVE,
}

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

describe('a requirement with certainty', () => {
  it('shows what each certainty costs, the chosen one marked, and how sure each day is', async () => {
    await openApp('/staffing/8', { handlers })
    const prices = await screen.findByRole('table', { name: 'What each certainty costs' })
    const row = within(prices).getByRole('row', { name: /90% certain 46\.5 \+6\.5 58\.1 90% 97%/ })
    expect(row).toHaveAttribute('data-binding')
    const days = screen.getByRole('table', { name: 'Day by day' })
    expect(within(days).getByRole('row', { name: /Nov 23.* 46\.5 90% 97% 61%/ })).toBeVisible()
  })

  it('puts the people of the forecast itself beside each answer', async () => {
    await openApp('/staffing/8?cell=1', { handlers })
    const why = await screen.findByRole('dialog', { name: /Mon, Nov 23 09:00/ })
    expect(await within(why).findByRole('row', { name: 'Contacts 42.9 52.1' })).toBeVisible()
    expect(within(why).getByRole('row', { name: /At work 7 \(6\.23\) 8 \(7\.40\)/ })).toBeVisible()
    expect(within(why).getByRole('row', { name: 'Enough in 56% 93%' })).toBeVisible()
  })
})

describe('a requirement by costs', () => {
  const weighed = { ...REQUIREMENT, goal: { ...GOAL, slTarget: 0, costs: COSTS } }
  const point = (agents: number, total: number | undefined) => ({
    agents,
    people: 25 * agents,
    waiting: total === undefined ? undefined : total - 25 * agents - 6,
    abandonment: 6,
    total,
    serviceLevel: 0.8,
  })
  const cell = {
    ...CELL,
    binding: 'cost',
    certainty: undefined,
    costs: {
      ...COSTS,
      marginal: 3,
      saved: 1,
      curve: [point(6, undefined), point(7, 240), point(8, 230), point(9, 250)],
    },
  }
  const own = {
    ...handlers,
    'GET /requirements/8': () => weighed,
    'GET /requirements/8/cells/0': () => cell,
  }

  it('says what decides, and what an hour costs with a few more or fewer', async () => {
    await openApp('/staffing/8?cell=1', { handlers: own })
    const why = await screen.findByRole('dialog', { name: /Mon, Nov 23 09:00/ })
    expect(await within(why).findByText(/What decides: What people and waiting cost/)).toBeVisible()
    const best = within(why).getByRole('row', { name: '8 200.00 24.00 6.00 230.00' })
    expect(best).toHaveAttribute('data-binding')
    expect(within(why).getByRole('row', { name: /^6 .*the queue only grows/ })).toBeVisible()
  })

  it('has no certainty, and asks for none', async () => {
    await openApp('/staffing/8', { handlers: own })
    expect(await screen.findByText(/person 25\/h, waiting 40\/h, abandoned 6/)).toBeVisible()
    expect(screen.queryByRole('table', { name: 'What each certainty costs' })).toBeNull()
  })
})

describe('the fields of a goal', () => {
  it('leave certainty and costs out while they are empty', () => {
    expect(certaintyFields(certaintyValues())).toEqual({ certainty: undefined, costs: undefined })
  })

  it('are sent as they were read', () => {
    const read = certaintyValues({ certainty: 0.925, costs: { ...COSTS, abandonment: 0 } })
    expect(read).toEqual({
      certainty: 92.5,
      costs: { agentHour: 25, waitHour: 40, abandonment: '' },
    })
    expect(certaintyFields(read)).toEqual({
      certainty: 0.925,
      costs: { agentHour: 25, waitHour: 40, abandonment: 0 },
    })
  })
})
