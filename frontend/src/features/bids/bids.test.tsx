import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { problem } from '@/testing/server'
import './bid-page'
import './page' // loaded before the clock of the first test runs

const BID = {
  id: 4,
  version: 2,
  name: 'Spring lines',
  rule: 'seniority',
  opensAt: '2026-03-01T00:00:00Z',
  closesAt: '2026-03-08T00:00:00Z',
  state: 'closed',
  siteId: 1,
  rosterId: 9,
  designId: 3,
  from: '2026-04-06',
  days: 28,
  zone: 'Asia/Shanghai',
  lines: 2,
  createdAt: '2026-03-01T00:00:00Z',
  createdBy: 1,
}
const REPORT = {
  ...BID,
  personIds: [1, 2],
  shifts: [{ start: '09:00', end: '17:30', minutes: 510 }],
  weeks: [{ days: [0, 0, 0, 0, 0, -1, -1] }, { days: [-1, -1, 0, 0, 0, 0, 0] }],
}
const person = (personId: number, over: object) => ({
  ...{ personId, code: `P${personId}`, name: `Person ${personId}`, ranked: true, regret: 0 },
  ...{ choices: [], missed: [], barred: [], ...over },
})
const AWARD = {
  bidId: 4,
  version: 2,
  state: 'closed',
  fingerprint: 'seen',
  people: [
    person(1, { line: 2, rank: 1, choices: [{ line: 2 }] }),
    person(2, {
      line: 1,
      rank: 2,
      choices: [{ line: 2 }, { line: 1 }],
      missed: [{ line: 2, personId: 1 }],
      barred: [{ line: 3, rules: ['rest'] }],
    }),
  ],
}
const handlers = {
  'GET /bids/4': () => REPORT,
  'GET /bids/4/award': () => AWARD,
}

describe('shift bids', () => {
  it('lists bids and designs of the site, and leads to offering lines', async () => {
    await openApp('/bids?site=1', {
      handlers: {
        'GET /bids': () => ({ items: [BID, { ...BID, id: 5, name: 'Elsewhere', siteId: 2 }] }),
        'GET /kept-designs': () => ({
          items: [
            {
              id: 3,
              siteId: 1,
              jobId: 1,
              name: 'Day shifts',
              done: true,
              seconds: 60,
              createdAt: BID.createdAt,
            },
          ],
        }),
      },
    })
    expect(await screen.findByRole('link', { name: 'Spring lines' })).toBeVisible()
    expect(screen.getByText('Closed')).toBeVisible()
    expect(screen.queryByText('Elsewhere')).toBeNull()
    expect(screen.getByRole('button', { name: 'Offer the lines…' })).toBeEnabled()
  })

  it('says who gets which line and why nothing better, and awards what was seen', async () => {
    const sent: unknown[] = []
    const state = () => (sent.length > 0 ? 'awarded' : REPORT.state)
    const { user } = await openApp('/bids/4', {
      handlers: {
        'GET /bids/4': () => ({ ...REPORT, state: state() }),
        'GET /bids/4/award': () => ({ ...AWARD, state: state() }),
        'POST /bids/4/award': async (request: Request) => {
          sent.push(request.headers.get('If-Match'), await request.json())
          return { ...AWARD, state: 'awarded' }
        },
      },
    })
    const row = (await screen.findByText('Person 2 (P2)')).closest('tr') as HTMLElement
    expect(within(row).getByText('line 2 is with Person 1')).toBeVisible()
    expect(within(row).getByText(/Rest between shifts|rest/i)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Award and write into the roster' }))
    await waitFor(() => expect(sent).toEqual(['"2"', { fingerprint: 'seen' }]))
    expect(await screen.findByText(/^Awarded\. The lines are locked shifts/)).toBeVisible()
  })

  it('awards nothing while the preview is of an earlier state of the bid', async () => {
    await openApp('/bids/4', {
      handlers: { ...handlers, 'GET /bids/4': () => ({ ...REPORT, version: REPORT.version + 1 }) },
    })
    const award = await screen.findByRole('button', { name: 'Award and write into the roster' })
    expect(award).toBeDisabled()
  })

  it('opens a bid before its time, and says until then when it opens', async () => {
    const sent: { opensAt: string; closesAt: string }[] = []
    const { user } = await openApp('/bids/4', {
      handlers: {
        ...handlers,
        'GET /bids/4': () => ({ ...REPORT, state: 'upcoming' }),
        'PUT /bids/4': async (request: Request) => {
          sent.push((await request.json()) as { opensAt: string; closesAt: string })
          return { ...REPORT, state: 'open' }
        },
      },
    })
    expect(await screen.findByText(/^Opens: Mar 1, 2026, 08:00/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Open now' }))
    await waitFor(() => expect(sent[0]?.closesAt).toBe(BID.closesAt))
    expect(Date.parse(sent[0]?.opensAt ?? '')).toBeGreaterThan(Date.parse(BID.opensAt))
  })

  it('shows why an award is refused, and closes an open bid at once', async () => {
    const closed: { closesAt: string }[] = []
    const { user } = await openApp('/bids/4', {
      handlers: {
        ...handlers,
        'GET /bids/4': () => ({ ...REPORT, state: 'open' }),
        'PUT /bids/4': async (request: Request) => {
          closed.push((await request.json()) as { closesAt: string })
          return problem(412, { title: 'Precondition Failed', detail: 'changed meanwhile' })
        },
      },
    })
    expect(await screen.findByText(/once the bid is closed/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Close now' }))
    expect(await screen.findByText(/changed meanwhile/)).toBeVisible()
    expect(closed).toHaveLength(1)
  })
})
