import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Me } from '@/api/types'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './page' // loaded before the clock of the first test runs
import './shortfall-page'
import './programme-page'
import './allocation-page'

const PROGRAMME = {
  id: 1,
  version: 1,
  employerId: 2,
  siteId: 1,
  code: 'K',
  name: 'Kestrel billing calls',
  mode: 'simple_call',
  motive: 'Peaks after bills go out',
  businessCase: '',
  from: '2026-01-01',
  queues: [{ queueId: 1, minShare: 0.1, maxShare: 0.5, surgeAgents: 4 }],
  shares: [],
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 1,
}
const COMMITMENT = {
  id: 7,
  version: 1,
  programmeId: 1,
  queueId: 1,
  lockId: 3,
  state: 'asked',
  turn: 'vendor',
  overdue: false,
  zone: 'Asia/Shanghai',
  intervalMin: 30,
  from: '2026-03-09',
  to: '2026-03-10',
  share: 0.5,
  volumeBand: 0.1,
  handleBand: 0.1,
  tolerance: 0.1,
  dueAt: '2036-03-04T09:00:00Z',
  hash: 'x',
  askedHours: 64,
  steps: [
    { party: 'owner', action: 'ask', hours: 64, note: '', at: '2026-03-02T09:00:00Z', actor: 1 },
  ],
  createdAt: '2026-03-02T09:00:00Z',
  createdBy: 1,
}
const level = {
  metric: 'repeat_7d',
  base: '0.17',
  target: '0.14',
  floor: '7',
  weight: '10',
  allocation: '0.2',
  knockOut: false,
  leastN: 0,
}
const terms = (price: string) => ({
  from: '2026-01-01',
  currency: 'CNY',
  rounding: 'half_up',
  rates: [
    {
      code: 'call',
      model: 'contact',
      unit: 'call',
      marginal: false,
      bands: [{ from: '0', price }],
    },
  ],
  levels: [level],
  atRisk: { share: '0.12', pool: '1.5', byShare: false },
  ladder: [],
  disputeDays: 10,
})
const version = (id: number, price: string, until?: string) => ({
  id,
  version: 1,
  programmeId: 1,
  number: id,
  state: 'in_force',
  terms: terms(price),
  until,
  note: '',
  hash: 'x',
  recordedAt: '2026-01-01T00:00:00Z',
  recordedBy: 1,
})
const coordinator: Me['permissions'] = [
  'workforce:read',
  'rosters:read',
  'vendors:read',
  'vendors:own',
]
const KIT: Me = { ...PLANNER, name: 'Kit', roles: ['vendor_coordinator'], permissions: coordinator }
const handlers = {
  'GET /programmes': () => ({ items: [PROGRAMME] }),
  'GET /programmes/1': () => PROGRAMME,
  'GET /programmes/1/versions': () => ({
    items: [version(1, '3.95', '2026-05-31'), version(2, '4.20')],
  }),
  'GET /commitments': () => ({ items: [COMMITMENT] }),
  'GET /commitments/7/intervals': () => ({
    starts: ['2026-03-09T01:00:00Z'],
    contacts: [60],
    ahtS: [180],
    asked: [4],
    offered: [],
    committed: [],
  }),
  'GET /employers': () => ({
    items: [{ id: 2, version: 1, code: 'K', name: 'Kestrel', kind: 'vendor' }],
  }),
  'GET /queues': () => ({ items: [] }),
}

describe('programmes', () => {
  it('lists every row with its mode and what waits', async () => {
    await openApp('/vendors', { me: KIT, handlers })
    expect(await screen.findByRole('link', { name: 'Kestrel billing calls' })).toBeVisible()
    expect(screen.getByText('Simple call outsourcing')).toBeVisible()
    expect(await screen.findByText(/64 agent hours/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'New programme' })).toBeNull()
  })

  it('says terms as sentences and what changed between versions', async () => {
    await openApp('/vendors/programmes/1', { me: KIT, handlers })
    const terms = await screen.findByRole('region', { name: 'Terms of version 2' })
    expect(within(terms).getByText(/Rate “call”: 4.20 CNY an effective contact/)).toBeVisible()
    const changed = screen.getByRole('region', { name: 'What changed against version 1' })
    expect(within(changed).getByText(/Before: Rate “call”: 3.95 CNY/)).toBeVisible()
  })

  it('lets a vendor accept what it was asked for', async () => {
    const { user, requests } = await openApp('/vendors/shortfall?commitment=7', {
      me: KIT,
      handlers: {
        ...handlers,
        'POST /commitments/7/answer': () => ({ ...COMMITMENT, state: 'agreed', turn: undefined }),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Accept all of it' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/answer')).toEqual({ cuts: [], note: '' }),
    )
  })
})
