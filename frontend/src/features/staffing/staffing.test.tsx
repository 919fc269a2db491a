import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json } from '@/testing/server'

const GOAL = {
  slTarget: 0.8,
  thresholdS: 20,
  slVariant: 'sl_offered',
  patienceS: 130,
  inOfficeShrinkage: 0.1,
  outOfOfficeShrinkage: 0.2,
  minAgents: 1,
}
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
  days: 7,
  goal: GOAL,
  concurrency: 1,
  deferred: false,
  inputHash: 'abc',
  createdAt: '2026-11-21T20:00:00Z',
  createdBy: 1,
}
const OTHER = { ...REQUIREMENT, id: 7, queueId: 5, queueName: 'Faults', from: '2026-11-30' }
const INTERVALS = {
  intervalMin: 30,
  zone: 'Asia/Shanghai',
  start: ['2026-11-23T09:00:00+08:00', '2026-11-23T09:30:00+08:00'],
  open: [true, true],
  contacts: [42.9, 30],
  ahtS: [205, 205],
  fractional: [6.23, 5],
  agents: [7, 5],
  scheduled: [8.65, 6.9],
  serviceLevel: [0.874, 0.81],
  occupancy: [0.66, 0.7],
  asaS: [6, 8],
  abandon: [0.05, 0.06],
  binding: ['service_level', 'service_level'],
}
const at = {
  pWait: 0.2,
  serviceLevel: 0.874,
  asaS: 6,
  occupancy: 0.66,
  abandon: 0.05,
  queueLength: 0.2,
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
  fractional: 6.23,
  agents: 7,
  scheduled: 8.65,
  binding: 'service_level',
  at: { ...at, agents: 7 },
  below: { ...at, agents: 6, serviceLevel: 0.773 },
  reasons: [
    {
      goal: 'service_level',
      target: 0.8,
      agents: 7,
      fractional: 6.23,
      at: 0.874,
      below: 0.773,
      metBelow: false,
    },
    { goal: 'minimum', target: 1, agents: 1, fractional: 1, at: 7, below: 6, metBelow: true },
  ],
  sensitivity: [
    { input: 'volume', change: -0.05, agents: 6, fractional: 5.98, scheduled: 8.3 },
    { input: 'volume', change: 0.05, agents: 7, fractional: 6.48, scheduled: 9 },
  ],
}
const QUEUE = {
  id: 4,
  version: 1,
  code: 'CD-SALES',
  name: 'Sales line',
  siteId: 1,
  channelId: 1,
  intervalMin: 30,
  openingHours: [],
  goal: GOAL,
}
const FORECAST = { id: 9, queueId: 4, siteId: 1, state: 'done', from: '2026-11-23', days: 7 }
const handlers = {
  'GET /queues': () => ({ items: [QUEUE] }),
  'GET /forecasts': () => ({ items: [FORECAST] }),
  'GET /forecasts/9': () => FORECAST,
  'GET /requirements': () => ({ items: [REQUIREMENT, OTHER] }),
  'GET /requirements/8': () => REQUIREMENT,
  'GET /requirements/8/intervals': () => INTERVALS,
  'GET /requirements/8/cells/0': () => CELL,
  'GET /requirements/8/certainty': () => ({ chosen: 0, prices: [] }),
}

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

describe('the list of requirements', () => {
  it('says what goes there while there is none', async () => {
    await openApp('/staffing?site=1')
    expect(await screen.findByText('No requirement yet')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Open forecasts' })).toBeVisible()
  })

  it('leads to a roster of those chosen, and lets only those of the same days be added', async () => {
    const { user } = await openApp('/staffing?site=1', { handlers })
    const box = await screen.findByRole('checkbox', { name: /Sales line/ })
    await user.click(box)
    expect(screen.getByRole('checkbox', { name: /Faults/ })).toBeDisabled()
    const link = screen.getByRole('link', { name: 'Build roster from 1 requirement' })
    expect(link.getAttribute('href')).toMatch(/^\/roster\?.*requirement=.*8/)
  })

  it('marks those whose forecast was adjusted since', async () => {
    const outdated = { ...REQUIREMENT, outdatedBy: [3] }
    await openApp('/staffing?site=1', {
      handlers: { ...handlers, 'GET /requirements': () => ({ items: [outdated, OTHER] }) },
    })
    expect(await screen.findByRole('row', { name: /Sales line/ })).toHaveTextContent('Outdated')
    expect(screen.getByRole('row', { name: /Faults/ })).not.toHaveTextContent('Outdated')
  })

  it('staffs a forecast for the queue’s own goal unless it is changed', async () => {
    const { user, requests } = await openApp('/staffing?site=1&forecast=9', {
      handlers: { ...handlers, 'POST /requirements': () => json(REQUIREMENT, 201) },
    })
    const dialog = await screen.findByRole('dialog', { name: 'Staff forecasts' })
    await user.click(await within(dialog).findByRole('button', { name: 'Compute' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/requirements')).toEqual({ forecastId: 9 }),
    )
  })

  it('sends the goal that was changed for this requirement', async () => {
    const { user, requests } = await openApp('/staffing?site=2&forecast=9', {
      handlers: { ...handlers, 'POST /requirements': () => json(REQUIREMENT, 201) },
    })
    const dialog = await screen.findByRole('dialog', { name: 'Staff forecasts' })
    const target = await within(dialog).findByRole('textbox', { name: 'Service level' })
    await user.clear(target)
    await user.type(target, '90')
    await user.click(within(dialog).getByRole('button', { name: 'Compute' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/requirements')).toMatchObject({
        goal: { slTarget: 0.9, thresholdS: 20 },
      }),
    )
  })
})

describe('one requirement', () => {
  it('shows the goal as it was and what weeks take', async () => {
    await openApp('/staffing/8', { handlers })
    const goal = await screen.findByLabelText('The goal as it was')
    expect(goal).toHaveTextContent('80% in 20 s')
    expect(goal).toHaveTextContent('28% (10% in office, 20% out of office)')
    const week = await screen.findByRole('row', { name: /11\/23 – 11\/23/ })
    expect(week).toHaveTextContent('6.0') // (7 + 5) people of half an hour each
  })

  it('says that its forecast was adjusted since, and leads to staffing it again', async () => {
    const outdated = { ...REQUIREMENT, outdatedBy: [3, 5] }
    await openApp('/staffing/8', {
      handlers: { ...handlers, 'GET /requirements/8': () => outdated },
    })
    expect(await screen.findByText(/^2 adjustments of the forecast/)).toBeVisible()
    expect(screen.getByRole('link', { name: 'Staff it again' })).toHaveAttribute(
      'href',
      expect.stringContaining('forecast=9'),
    )
  })

  it('is walked by keys, tells each cell, and opens the reasons by Enter', async () => {
    const { user } = await openApp('/staffing/8', { handlers })
    const map = await screen.findByRole('application', { name: /Map of At work/ })
    map.focus()
    await user.keyboard('{ArrowRight}')
    expect(await screen.findAllByText('Mon, Nov 23 09:30: At work 5')).not.toHaveLength(0)
    await user.keyboard('{ArrowLeft}{Enter}')
    expect(await screen.findByRole('dialog', { name: /Why 7\?/ })).toBeVisible()
  })

  it('is held against the roster that was made for it', async () => {
    const roster = { id: 3, version: 2, name: 'Week 48', publishedVersion: 0, requirementIds: [8] }
    const coverage = {
      slotMin: 30,
      start: INTERVALS.start,
      queues: [{ queueId: 4, queueCode: 'CD-SALES', required: [8.65, 6.9], scheduled: [7, 8] }],
    }
    await openApp('/staffing/8?figure=net', {
      handlers: {
        ...handlers,
        'GET /rosters': () => ({ items: [roster] }),
        'GET /rosters/3/coverage': () => coverage,
      },
    })
    const map = await screen.findByRole('application', { name: /Map of Against the roster/ })
    map.focus()
    expect(
      await screen.findAllByText('Mon, Nov 23 09:00: Against the roster -1.7'),
    ).not.toHaveLength(0)
    expect(screen.getByRole('link', { name: 'Week 48' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/roster\/3/),
    )
  })

  it('has no such figure while no roster was made for it', async () => {
    await openApp('/staffing/8?figure=net', { handlers })
    expect(await screen.findByRole('application', { name: /Map of At work/ })).toBeVisible()
    expect(screen.queryByText('Against the roster')).toBeNull()
  })

  it('has a table of the same numbers', async () => {
    await openApp('/staffing/8?view=table', { handlers })
    const row = await screen.findByRole('row', { name: /Mon, Nov 23 09:00/ })
    expect(row).toHaveTextContent('87.4%')
    expect(within(row).getByRole('button', { name: /Why Mon, Nov 23 09:00/ })).toBeVisible()
  })

  it('explains a cell: formula with its figures, one fewer, each goal, and what if', async () => {
    await openApp('/staffing/8?cell=1', { handlers })
    const why = await screen.findByRole('dialog', { name: /Mon, Nov 23 09:00/ })
    await within(why).findByText('42.9 × 205 s ÷ 1,800 s = 4.89 Erlangs')
    expect(why).toHaveTextContent('6.23 ÷ (1 − 28%) = 8.65 to roster')
    expect(within(why).getByRole('row', { name: 'Service level 77.3% 87.4%' })).toBeVisible()
    expect(
      within(why).getByRole('row', { name: 'Service level (decides) 80% 77.3% 87.4% 7 (6.23)' }),
    ).toBeVisible()
    expect(
      within(why).getByRole('row', { name: 'Contacts 6 (8.30 to roster) 7 (9.00 to roster)' }),
    ).toBeVisible()
  })

  it('tells what following the queue changed, and the way from people at work to the payroll', async () => {
    await openApp('/staffing/8?site=1&cell=1', {
      handlers: {
        ...handlers,
        'GET /requirements/8/cells/0': () => ({
          ...CELL,
          byCourse: { stationary: 6, added: 1 },
          heads: { available: 6.23, assigned: 6.49, present: 6.92, rostered: 7.61, paid: 8.65 },
        }),
      },
    })
    const drawer = await screen.findByRole('dialog')
    expect(await within(drawer).findByText(/1 added for what the interval before/)).toBeVisible()
    const payroll = within(drawer).getByRole('row', { name: /on the payroll/ })
    expect(payroll).toHaveTextContent('8.65')
    expect(within(drawer).getByRole('row', { name: /absent unplanned/ })).toHaveTextContent('7.61')
  })

  it('says that nobody is needed while the queue is closed', async () => {
    await openApp('/staffing/8?cell=1', {
      handlers: { ...handlers, 'GET /requirements/8/cells/0': () => ({ ...CELL, open: false }) },
    })
    expect(await screen.findByText(/nobody is needed/)).toBeVisible()
  })
})

describe('two requirements side by side', () => {
  it('are compared over the intervals that both have', async () => {
    const dearer = { ...INTERVALS, agents: [8, 5], scheduled: [10.4, 6.9] }
    await openApp('/staffing/8/compare/7', {
      handlers: {
        ...handlers,
        'GET /requirements/7': () => ({
          ...OTHER,
          queueName: 'Sales line',
          goal: { ...GOAL, slTarget: 0.9 },
        }),
        'GET /requirements/7/intervals': () => dearer,
      },
    })
    expect(await screen.findByRole('row', { name: 'Hours to roster 7.8 8.7 +0.9' })).toBeVisible()
    expect(screen.getByRole('row', { name: 'Most at once 7 8 +1' })).toBeVisible()
    const map = screen.getByRole('application', { name: /B less A/ })
    map.focus()
    expect(
      await screen.findAllByText('Mon, Nov 23 09:00: B takes +1.75 people to roster'),
    ).not.toHaveLength(0)
  })

  it('is offered where the queue has another', async () => {
    await openApp('/staffing/8', { handlers })
    expect(await screen.findByRole('combobox', { name: 'Compare with another' })).toBeVisible()
  })
})

describe('a set of requirements under a name', () => {
  it('stands in the address, each against the first over the intervals that all have', async () => {
    const second = { ...REQUIREMENT, id: 9, goal: { ...GOAL, slTarget: 0.9 } }
    const { router } = await openApp('/staffing/compare?requirement=%5B8,9%5D&name=Winter', {
      handlers: {
        ...handlers,
        'GET /requirements': () => ({ items: [REQUIREMENT, second] }),
        'GET /requirements/9/intervals': () => ({ ...INTERVALS, scheduled: [10.65, 8.9] }),
      },
    })
    expect(await screen.findByRole('heading', { level: 1, name: 'Winter' })).toBeVisible()
    const rows = await screen.findAllByRole('row', { name: /^Sales line/ })
    expect(rows).toHaveLength(2)
    expect(rows[1]).toHaveTextContent('90% in 20 s')
    expect(rows[1]).toHaveTextContent('+2')
    expect(screen.getByText('2 intervals that all have')).toBeVisible()
    expect(router.state.location.search).toMatchObject({ requirement: [8, 9], name: 'Winter' })
  })

  it('asks for at least two', async () => {
    await openApp('/staffing/compare?site=1', { handlers })
    expect(await screen.findByText(/Choose at least two requirements/)).toBeVisible()
  })
})
