import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Me } from '@/api/types'
import { openApp } from '@/testing/render'
import { PLANNER, problem } from '@/testing/server'
import './money-page' // loaded before the clock of the first test runs

const MANAGER: Me = {
  ...PLANNER,
  permissions: [...PLANNER.permissions, 'vendors:read', 'vendors:manage'],
}
const cny = (minor: number) => ({ currency: 'CNY', minor })
const INVOICE = {
  ...{ id: 9, programmeId: 1, month: '2026-10', number: 'K-10', mark: 'x', lineCount: 3 },
  ...{ billed: cny(30000), expected: cny(30000), variance: cny(0), open: 0, queries: 0 },
  ...{ matched: 3, systematic: false, findings: [], receivedAt: '2026-11-02T08:00:00Z', by: 'Li' },
}
const open = (rerun: object) =>
  openApp('/vendors/money?programme=1&month=2026-10&invoice=9', {
    me: MANAGER,
    handlers: {
      'GET /programmes': () => ({
        items: [{ id: 1, version: 1, name: 'Kestrel', code: 'K', mode: 'simple_call', queues: [] }],
      }),
      'GET /programmes/1/statement': () => problem(404, { code: 'uncovered' }),
      'GET /programmes/1/invoices': () => ({ items: [INVOICE] }),
      'GET /invoices/9': () => INVOICE,
      'GET /invoices/9/rerun': () => rerun,
      'POST /invoices/9/rerun': () => INVOICE,
    },
  })

// Issue 6, part 9: an invoice set against contract, events and counts once more.
describe('an invoice that is checked again', () => {
  it('says that it comes out the same', async () => {
    const same = { invoiceId: 9, same: true, before: cny(30000), now: cny(30000), changes: [] }
    const { user } = await open(same)
    await user.click(await screen.findByRole('button', { name: 'Check it again' }))
    expect(await screen.findByText(/The same result: .*300.00 expected/)).toBeVisible()
  })

  it('lists the lines that came out otherwise, and why', async () => {
    const { user } = await open({
      ...{ invoiceId: 9, same: false, before: cny(30000), now: cny(25000) },
      changes: [
        {
          ...{ line: 2, rate: 'call', before: cny(10000), now: cny(5000) },
          ...{ reasonsBefore: [], reasonsNow: ['no_evidence'] },
        },
        {
          ...{ line: 0, rate: 'hour', now: cny(700) },
          ...{ reasonsBefore: ['quantity'], reasonsNow: ['quantity'] },
        },
      ],
    })
    await user.click(await screen.findByRole('button', { name: 'Check it again' }))
    expect(await screen.findByText('2 lines come out otherwise')).toBeVisible()
    expect(
      screen.getByText(/it was “as billed” and is “nothing happened that it stands for” now/),
    ).toBeVisible()
    expect(screen.getByText(/No difference when it came; .*7.00 expected now/)).toBeVisible()
    expect(screen.getByText(/counts or terms behind it are others now/)).toBeVisible()
  })

  it('keeps the new result where the owner wants it (001-15)', async () => {
    const { user, requests } = await open({
      ...{ invoiceId: 9, same: false, before: cny(30000), now: cny(25000) },
      changes: [
        {
          ...{ line: 0, before: cny(-6000), now: cny(-4000) },
          ...{ reasonsBefore: ['credit_missing'], reasonsNow: ['credit_missing'] },
        },
      ],
    })
    await user.click(await screen.findByRole('button', { name: 'Check it again' }))
    await user.click(await screen.findByRole('button', { name: 'Keep the new result' }))
    await waitFor(() =>
      expect(requests.some(({ method, url }) => method === 'POST' && url.endsWith('/rerun'))).toBe(
        true,
      ),
    )
    expect(screen.queryByText(/come out otherwise/)).toBeNull()
  })
})
