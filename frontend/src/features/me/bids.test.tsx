import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { AGENT } from '@/testing/server'
import './bid-page' // loaded before the clock of the first test runs

const BID = {
  ...{ id: 4, version: 1, name: 'Spring lines', opensAt: '2026-03-01T00:00:00Z' },
  ...{ closesAt: '2026-03-08T00:00:00Z', state: 'open', siteId: 1, rosterId: 9, designId: 3 },
  ...{ from: '2026-04-06', days: 7, zone: 'Asia/Shanghai', lines: 3 },
  ...{ createdAt: '2026-03-01T00:00:00Z', createdBy: 1, points: 100, choices: [{ line: 2 }] },
}
const offered = [1, 2, 3].map((line) => ({
  line,
  days: [{ day: '2026-04-06', start: '09:00', end: '17:30' }],
  broken: line === 3 ? ['max_consecutive_days'] : [],
}))

describe('ranking the lines of a bid', () => {
  it('adds, moves and sends lines, and offers none that rules forbid', async () => {
    const sent: unknown[] = []
    const { user } = await openApp('/me/bids/4', {
      me: AGENT,
      handlers: {
        'GET /me/bids/4': () => ({ ...BID, rule: 'seniority', offered }),
        'PUT /me/bids/4/ranking': async (request: Request) => {
          sent.push(await request.json())
          return { ...BID, rule: 'seniority', offered }
        },
      },
    })
    expect(await screen.findByText(/Cannot be yours/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Choose line 3' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Choose line 1' }))
    await user.click(screen.getByRole('button', { name: 'Line 1 up' }))
    await user.click(screen.getByRole('button', { name: 'Save my ranking' }))
    await waitFor(() => expect(sent).toEqual([{ choices: [{ line: 1 }, { line: 2 }] }]))
  })

  it('counts the points that are left, and says what one got', async () => {
    await openApp('/me/bids/4', {
      me: AGENT,
      handlers: {
        'GET /me/bids/4': () => ({
          ...{ ...BID, rule: 'points', offered, state: 'awarded' },
          choices: [{ line: 2, points: 60 }],
          award: { line: 2, rank: 2, missed: [{ line: 1, taken: true }] },
        }),
      },
    })
    expect(await screen.findByText('40 of 100 points left')).toBeVisible()
    expect(screen.getByText('You got line 2.')).toBeVisible()
    expect(screen.getByText(/^Line 1, which you ranked higher, went to/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Save my ranking' })).toBeNull()
  })

  it('lists the bids that are offered to one', async () => {
    await openApp('/me', {
      me: AGENT,
      handlers: { 'GET /me/bids': () => ({ items: [{ ...BID, rule: 'points' }] }) },
    })
    expect(await screen.findByRole('link', { name: 'Spring lines' })).toBeVisible()
    expect(screen.getByText(/Open until Mar 8, 2026/)).toBeVisible()
  })
})
