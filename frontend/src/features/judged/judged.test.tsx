import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './grade-page'
import './page' // loaded before the clock of the first test runs

const MANAGER = {
  ...PLANNER,
  permissions: [...PLANNER.permissions, 'vendors:read', 'vendors:manage', 'quality:grade'],
} as typeof PLANNER

const row = (employerId: number, over: object) => ({
  ...{ employerId, judged: 100, failed: 8, crude: 0.08, rate: 0.08, lo: 0.05, hi: 0.12 },
  ...{ expectedRank: 1.4, rankLo: 1, rankHi: 2, best: 0.6, worst: 0.4, pastFloor: 0.02 },
  ...{ fewest: 20, points: 88.4, needed: 0, ...over },
})
const STANDINGS = {
  ...{ from: '2026-01-01', to: '2026-03-31', metric: 'critical', floor: 0.15, seed: 1 },
  ...{ draws: 10000, model: 'mixed', strata: 3, sd: 0.2, judged: 200, leftOut: 1, hash: 'abcdef' },
  rows: [row(1, {}), row(2, { rate: 0.1, expectedRank: 1.6, needed: 2110 })],
  better: [
    [0.5, 0.61],
    [0.39, 0.5],
  ],
}
const EMPLOYERS = {
  items: [
    { id: 1, version: 1, code: 'OWN', name: 'Own staff', kind: 'own' },
    { id: 2, version: 1, code: 'KES', name: 'Kestrel', kind: 'vendor' },
  ],
}
const FORM = {
  ...{ id: 3, version: 2, code: 'voice', name: 'Call', channel: 'voice', passFrom: 80 },
  ...{ number: 1, state: 'published', hash: 'x', createdAt: '2026-01-01T00:00:00Z' },
  items: [
    item('fault', { text: 'Was it our fault?' }),
    item('offered', { text: 'Offered what is due?', when: { item: 'fault', grade: 1 } }),
  ],
}
function item(key: string, over: object) {
  return {
    ...{ key, textZh: '', behaviour: false, criticality: 'non', fatal: false, weight: 1, best: 1 },
    ...over,
  }
}
const WAITING = {
  ...{ id: 7, sampleId: 1, purpose: 'estimate', kind: 'first', state: 'waiting', formId: 3 },
  ...{ contact: 'c-7', contactAt: '2026-03-02T09:00:00Z', employerId: 2, agent: 'P2' },
  ...{ stratum: 'billing', link: 'https://recordings.example/7', dueAt: '2026-03-09T09:00:00Z' },
}

describe('quality of contacts', () => {
  it('shows no rank without how sure it is, and says where there is no clear difference', async () => {
    await openApp('/vendors/quality', {
      me: MANAGER,
      handlers: { 'GET /quality-standings': () => STANDINGS, 'GET /employers': () => EMPLOYERS },
    })
    expect(await screen.findByRole('link', { name: 'Kestrel' })).toBeVisible()
    expect(screen.getAllByText('1 to 2')).toHaveLength(2)
    expect(screen.getByText('10% (5% – 12%)')).toBeVisible()
    expect(screen.getByText('2,110')).toBeVisible()
    const pairs = screen.getByRole('region', { name: 'Who is better than whom' })
    expect(within(pairs).getAllByText(/^no clear difference \(/)).toHaveLength(2)
    expect(screen.getByText(/1 contact is left out/)).toBeVisible()
  })

  it('asks an item only after its answer, by keys, and sends what was asked', async () => {
    const sent: unknown[] = []
    const { user } = await openApp('/vendors/quality/grade?contact=7', {
      me: MANAGER,
      handlers: {
        'GET /employers': () => EMPLOYERS,
        'GET /quality-worklist': () => ({ items: [WAITING] }),
        'GET /quality-worklist/7': () => ({ ...WAITING, form: FORM }),
        'POST /quality-worklist/7/evaluation': async (request: Request) => {
          sent.push(await request.json())
          return { points: 50 }
        },
      },
    })
    const fault = await screen.findByRole('group', { name: 'Was it our fault?' })
    expect(screen.queryByRole('group', { name: 'Offered what is due?' })).toBeNull()
    within(fault).getByRole('button', { name: 'no' }).focus()
    await user.keyboard('1')
    const offered = await screen.findByRole('group', { name: 'Offered what is due?' })
    expect(screen.getByRole('button', { name: 'Send and take the next' })).toBeDisabled()
    within(offered).getByRole('button', { name: 'no' }).focus()
    await user.keyboard('0')
    await user.click(screen.getByRole('button', { name: 'Send and take the next' }))
    await waitFor(() =>
      expect(sent).toEqual([
        {
          answers: [
            { item: 'fault', grade: 1, without: false },
            { item: 'offered', grade: 0, without: false },
          ],
          note: '',
        },
      ]),
    )
  })
})
