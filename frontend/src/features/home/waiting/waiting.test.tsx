import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Me } from '@/api/types'
import { openApp } from '@/testing/render'
import { AGENT, PLANNER } from '@/testing/server'
import './careers'
import './own'
import './vendors' // loaded before the clock of the first test runs

const may = (me: Me, ...permissions: string[]): Me => ({
  ...me,
  permissions: [...me.permissions, ...permissions] as Me['permissions'],
})
const election = (id: number, month: string, closesOn: string, over = {}) => ({
  ...{ id, award: 'advanced_employee', month, closesOn, state: 'open', candidates: [] },
  ...{ hasVoted: false, method: 'approval', quorum: 0.5, seats: 1, siteId: 1, version: 1, ...over },
})
const lines = async (title: string) =>
  within(
    (await screen.findByRole('heading', { name: title })).closest('section') as HTMLElement,
  ).getAllByRole('listitem')

describe('what waits on the home page', () => {
  it('tells an agent what can be voted and chosen now, and nothing that is over', async () => {
    await openApp('/', {
      me: may(AGENT, 'careers:own'),
      handlers: {
        'GET /me/career': () => ({
          elections: [
            election(1, '2026-10', '2026-11-19'),
            election(2, '2026-11', '2026-11-25'),
            election(3, '2026-11', '2026-11-25', { hasVoted: true }),
          ],
          rounds: [
            { id: 4, name: 'Autumn', mayApply: true, state: 'open', closesOn: '2026-11-30' },
          ],
        }),
        'GET /me/bids': () => ({
          items: [
            { id: 5, name: 'Winter', state: 'open', closesAt: '2026-11-27T10:00:00Z', zone: 'UTC' },
            { id: 6, name: 'Spring', state: 'upcoming', closesAt: '', zone: 'UTC' },
          ],
        }),
      },
    })
    const told = (await lines('Waits for you')).map(({ textContent }) => textContent)
    expect(told).toEqual([
      expect.stringMatching(/^Vote: .*until .*25/),
      expect.stringMatching(/^You can apply: Autumn.*30/),
      expect.stringMatching(/^Choose your line: Winter.*27/),
    ])
  })

  it('tells HR which vote is over and not counted', async () => {
    await openApp('/', {
      me: may(PLANNER, 'careers:read', 'careers:manage'),
      handlers: {
        'GET /elections': () => ({
          items: [
            election(1, '2026-10', '2026-11-19'),
            election(2, '2026-11', '2026-11-25', { state: 'nominating' }),
            election(3, '2026-09', '2026-10-25', { state: 'counted' }),
          ],
        }),
      },
    })
    const told = (await lines('Elections')).map(({ textContent }) => textContent)
    expect(told).toEqual([
      expect.stringMatching(/October 2026.*To be counted, voting ended on .*19/),
      expect.stringMatching(/November 2026.*Proposals/),
    ])
  })

  it('takes a manager of vendors to the invoices with open lines', async () => {
    const invoice = { id: 9, programmeId: 1, number: 'K-10', month: '2026-10' }
    await openApp('/', {
      me: may(PLANNER, 'vendors:read', 'vendors:manage'),
      handlers: {
        'GET /programmes': () => ({ items: [{ id: 1, name: 'Kestrel', queues: [] }] }),
        'GET /programmes/1/invoices': () => ({
          items: [
            { ...invoice, open: 3 },
            { ...invoice, id: 8, open: 0 },
          ],
        }),
      },
    })
    const [line, ...more] = await lines('Invoices with open lines')
    expect(more).toEqual([])
    expect(line).toHaveTextContent('3 lines')
    expect(within(line as HTMLElement).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining('/vendors/money?programme=1&month=2026-10&invoice=9'),
    )
  })
})
