import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Forecast, Queue, Requirement, Roster } from '@/api/types'
import { openApp } from '@/testing/render'
import { AGENT, PLANNER } from '@/testing/server'
import { horizons, lastDay } from './horizon'
import { nextStep, stepsOf } from './steps'

const forecast = (over: Partial<Forecast>) =>
  ({
    id: 1,
    queueId: 1,
    state: 'done',
    from: '2026-11-23',
    days: 28,
    createdAt: '2026-11-21T10:00:00Z',
    ...over,
  }) as Forecast
const requirement = (over: Partial<Requirement>) =>
  ({
    id: 1,
    queueId: 1,
    forecastId: 1,
    from: '2026-11-23',
    days: 14,
    queueName: 'Billing',
    ...over,
  }) as Requirement
const roster = (over: Partial<Roster>) =>
  ({
    id: 1,
    name: 'Weeks 48 and 49',
    state: 'draft',
    from: '2026-11-23',
    days: 14,
    ...over,
  }) as Roster
const queue = (id: number, name: string) => ({ id, name, siteId: 1 }) as Queue

describe('the next decision', () => {
  const none = { forecasts: [], requirements: [], rosters: [] }
  const forecasts = [forecast({})]
  const requirements = [requirement({})]
  it.each([
    ['unknown while the state is on its way', {}, undefined],
    ['to import, on a fresh installation', none, 'import'],
    [
      'to look after a forecast that failed',
      { ...none, forecasts: [forecast({ state: 'failed' })] },
      'forecast',
    ],
    ['to staff a forecast', { ...none, forecasts }, 'staffing'],
    ['to build a roster for what is staffed', { ...none, forecasts, requirements }, 'roster'],
    ['to publish a draft', { forecasts, requirements, rosters: [roster({})] }, 'roster'],
    [
      'none once the roster is published',
      { forecasts, requirements, rosters: [roster({ state: 'published' })] },
      undefined,
    ],
    [
      'the new forecast when the published roster is of an earlier one',
      { forecasts, requirements, rosters: [roster({ state: 'published', from: '2026-10-01' })] },
      'roster',
    ],
  ] as const)('is %s', (_, journey, want) => {
    expect(nextStep(journey)).toBe(want)
  })

  it('shows each role its steps', () => {
    expect(stepsOf(PLANNER)).toEqual(['import', 'forecast', 'staffing', 'roster'])
    expect(stepsOf({ permissions: ['demand:read', 'rosters:read'] })).toEqual([
      'forecast',
      'staffing',
      'roster',
    ])
    expect(stepsOf(AGENT)).toEqual([])
  })
})

describe('how far queues are planned', () => {
  it('counts a run of days from its first', () => {
    expect([lastDay('2026-11-23', 1), lastDay('2026-12-20', 28)]).toEqual([
      '2026-11-23',
      '2027-01-16',
    ])
  })

  it('takes the furthest plan of each queue, and puts what runs out first on top', () => {
    const rows = horizons(
      [queue(1, 'planned'), queue(2, 'forecast only'), queue(3, 'nothing')],
      [
        forecast({}),
        forecast({ from: '2026-12-01', days: 7 }),
        forecast({ queueId: 2 }),
        forecast({ queueId: 3, state: 'failed' }),
      ],
      [requirement({})],
    )
    expect(
      rows.map(({ queue: { name }, forecast: until, staffed }) => [name, until, staffed]),
    ).toEqual([
      ['nothing', undefined, undefined],
      ['forecast only', '2026-12-20', undefined],
      ['planned', '2026-12-20', '2026-12-06'],
    ])
  })
})

describe('the home screen', () => {
  it('marks the next step of the journey', async () => {
    await openApp('/', {
      handlers: {
        'GET /forecasts': () => ({ items: [forecast({})] }),
        'GET /queues': () => ({ items: [queue(1, 'Billing')] }),
      },
    })
    const journey = await screen.findByRole('list', { name: 'From a file to a published roster' })
    const steps = within(journey).getAllByRole('listitem')
    expect(steps).toHaveLength(4)
    expect(await within(journey).findByText('Next')).toBeVisible()
    expect(steps[2]).toHaveTextContent('Next')
    expect(steps[1]).toHaveTextContent('From Nov 23, 2026, 28 days')
    expect(await screen.findByRole('link', { name: 'Staff it: Billing' })).toHaveAttribute(
      'href',
      '/staffing',
    )
  })

  it('warns of forecasts that drift, and leads to them', async () => {
    const alarms = ['Billing', 'Technical', 'Sales', 'Returns'].map((queueName, queueId) => ({
      queueId,
      queueName,
    }))
    await openApp('/', { handlers: { 'GET /accuracy/drift': () => ({ alarms, steady: [] }) } })
    const card = await screen.findByRole('alert')
    expect(card).toHaveTextContent('The forecasts of 4 queues drift')
    expect(card).toHaveTextContent('Billing, Technical, Sales and 1 other.')
    expect(within(card).getByRole('link')).toHaveAttribute('href', '/accuracy')
  })

  it('sends a fresh installation to its set-up first', async () => {
    await openApp('/', { handlers: { 'GET /sites': () => ({ items: [] }) } })
    expect(await screen.findByRole('link', { name: 'Set up the first one' })).toBeVisible()
  })

  it('sends an agent to their schedule', async () => {
    await openApp('/', { me: AGENT })
    expect(
      screen.queryByRole('list', { name: 'From a file to a published roster' }),
    ).not.toBeInTheDocument()
    expect(screen.getAllByRole('link', { name: 'My schedule' }).length).toBeGreaterThan(0)
  })
})
