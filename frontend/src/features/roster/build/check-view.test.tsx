import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json } from '@/testing/server'
import { rosterOf, rosterServer } from '../testing/server'
import './check-view' // loaded before the clock of the first test runs

const queue = (queueId: number, name: string, level: number, missed: boolean) => ({
  ...{ queueId, code: name.toUpperCase(), name, goal: 0.8, formula: 0.7, level, levelSe: 0.003 },
  ...{ abandon: 0.05, asaS: 20, missed, ownHours: 100, staffedHours: missed ? 90 : 110 },
  requiredHours: 105,
})

const check = {
  ...{ checked: true, outdated: true, chosen: 1 },
  rounds: [
    { missed: 2, worst: 0.1 },
    { missed: 1, worst: 0.02 },
  ],
  queues: [queue(1, 'Care', 0.823, false), queue(2, 'Sales', 0.776, true)],
}

const two = () => rosterOf({ requirementIds: [1, 2] })

describe('a roster checked by simulation', () => {
  it('shows each queue against its goal and who helps whom', async () => {
    const handlers = rosterServer({ 'GET /rosters/5': two, 'GET /rosters/5/check': () => check })
    await openApp('/roster/5?panel=build', { handlers })
    const part = await screen.findByRole('region', { name: 'Service by simulation' })
    expect(within(part).getByRole('row', { name: /Care/ })).toHaveTextContent('82.3% ± 0.6kept')
    expect(within(part).getByRole('row', { name: /Sales/ })).toHaveTextContent('missed')
    expect(part).toHaveTextContent('10 person-hours come from people of other queues')
    expect(part).toHaveTextContent('round 2 stands')
    expect(part).toHaveTextContent('by round: 2 → 1')
    expect(part).toHaveTextContent('changed since it was played')
  })

  it('is asked for where people share queues, and can be left out', async () => {
    const handlers = rosterServer({
      'GET /rosters/5': two,
      'POST /rosters/5/builds': () => json({ jobId: 9 }),
      'GET /jobs/9': () => ({
        id: 9,
        state: 'queued',
        fraction: 0,
        createdAt: '2026-03-02T00:00:00Z',
      }),
    })
    const { user, requests } = await openApp('/roster/5?panel=build', { handlers })
    const box = await screen.findByRole('checkbox', { name: /Check by simulation/ })
    expect(box).toBeChecked()
    await user.click(screen.getByRole('button', { name: 'Build' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/rosters/5/builds')).toEqual({
        timeLimitS: 60,
        simulate: true,
      }),
    )
  })
})
