import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './page' // loaded before the clock of the first test runs

const COORDINATOR = {
  ...PLANNER,
  name: 'Cai',
  employerId: 9,
  permissions: ['workforce:read', 'vendors:read', 'vendors:own'],
}
const PORTAL = {
  commitments: [
    {
      ...{ id: 2, version: 1, programmeId: 4, queueId: 3, from: '2026-12-01', to: '2026-12-14' },
      ...{ askedHours: 120, dueAt: '2026-11-24T10:00:00Z', zone: 'Asia/Shanghai', overdue: false },
    },
  ],
  hours: [
    {
      ...{ programmeId: 4, queueId: 3, kind: 'delivered', from: '2026-11-16', to: '2026-11-18' },
      days: 3,
    },
  ],
  certificates: [{ id: 8, name: 'Mei', lapsing: 1 }],
  evaluations: [
    {
      ...{ id: 5, contact: 'call-9', agent: 'C8', points: 61, critical: true, daysLeft: 3 },
      until: '2026-11-23T10:00:00Z',
    },
  ],
  disputable: 4,
  appeals: 1,
  months: [{ programmeId: 4, month: '2026-10', closed: false, invoices: [] }],
  payrolls: [{ id: 1, programmeId: 4, name: 'October', open: 2 }],
  releases: [],
}
const handlers = {
  'GET /portal': () => PORTAL,
  'GET /programmes': () => ({ items: [{ id: 4, name: 'Neighbour crowd', mode: 'crowd' }] }),
  'GET /queues': () => ({ items: [{ id: 3, name: 'Online service' }] }),
  'GET /scorecards': () => ({
    items: [
      {
        ...{ programmeId: 4, name: 'Neighbour crowd', percent: 78.5, points: '78.5' },
        ...{ possible: '100', low: 72, high: 84 },
      },
    ],
  }),
}

describe('what waits for a coordinator', () => {
  it('leads with one click into everything that waits', async () => {
    await openApp('/portal', { me: COORDINATOR, handlers })
    const asked = await screen.findByRole('link', { name: /^120 h asked of Neighbour crowd/ })
    expect(asked).toHaveAttribute('href', expect.stringContaining('commitment=2'))
    expect(screen.getByText('3 days missing')).toBeVisible()
    expect(screen.getByText('3 days left')).toBeVisible()
    expect(screen.getByText('and 3 more')).toBeVisible()
    expect(screen.getByText('no invoice yet')).toBeVisible()
    expect(screen.getByText('October: 2 differences open')).toBeVisible()
    const scores = screen.getByRole('region', { name: 'Scorecard, as the owner sees it' })
    expect(await within(scores).findByText(/78.5%/)).toBeVisible()
  })

  it('is the home of a coordinator, and of nobody else', async () => {
    await openApp('/', { me: COORDINATOR, handlers })
    expect(await screen.findByText('Hours to answer')).toBeVisible()
  })

  it('says where nothing waits', async () => {
    const nothing = {
      ...{ commitments: [], hours: [], certificates: [], evaluations: [], disputable: 0 },
      ...{ appeals: 0, months: [], payrolls: [], releases: [] },
    }
    await openApp('/portal', {
      me: COORDINATOR,
      handlers: { ...handlers, 'GET /portal': () => nothing },
    })
    expect((await screen.findAllByText('Nothing waits here.')).length).toBeGreaterThan(3)
  })
})
