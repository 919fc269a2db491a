import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Me } from '@/api/types'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER, problem } from '@/testing/server'
import './money-page' // loaded before the clock of the first test runs

const as = (permission: string): Me => ({
  ...PLANNER,
  permissions: [...PLANNER.permissions, 'vendors:read', permission as 'vendors:manage'],
})
const cny = (minor: number) => ({ currency: 'CNY', minor })
const CREDIT = {
  ...{ metric: 'answer_rate', state: 'disputed', proposed: cny(50000), deadline: '2026-12-01' },
  ...{ course: [], derivation: { name: 'credit', of: 'answer_rate', amount: cny(50000) } },
}
const STATEMENT = {
  ...{ programmeId: 1, month: '2026-10', version: 2, currency: 'CNY', charges: [], ladder: [] },
  ...{ charge: cny(900000), credited: cny(50000), earned: cny(0), due: cny(850000) },
  ...{ cap: cny(80000), byShare: false, credits: [CREDIT] },
}
const finding = (at: number, state: string) => ({
  ...{ finding: at, line: at, kind: 'usage', rate: 'call', state, reasons: ['quantity'] },
  ...{ billed: cny(200), expected: cny(100), variance: cny(100), course: [] },
  derivation: { name: 'variance', of: '', amount: cny(100) },
})
const INVOICE = {
  ...{ id: 9, programmeId: 1, month: '2026-10', number: 'K-10', mark: 'x', lineCount: 3 },
  ...{ billed: cny(30000), expected: cny(30000), variance: cny(0), open: 0, queries: 0 },
  ...{ matched: 3, systematic: false, receivedAt: '2026-11-02T08:00:00Z', by: 'Li' },
  findings: [finding(1, 'disputed'), finding(2, 'agreed')],
}
const CREDITS = 'POST /programmes/1/credits'
const MOVES = 'POST /invoices/9/moves'
const open = (permission: string, more = {}) =>
  openApp('/vendors/money?programme=1&month=2026-10&invoice=9', {
    me: as(permission),
    handlers: {
      'GET /programmes': () => ({
        items: [{ id: 1, version: 1, name: 'Kestrel', code: 'K', mode: 'simple_call', queues: [] }],
      }),
      'GET /programmes/1/statement': () => STATEMENT,
      'GET /programmes/1/invoices': () => ({ items: [INVOICE] }),
      'GET /invoices/9': () => INVOICE,
      [CREDITS]: () => STATEMENT,
      [MOVES]: () => INVOICE,
      ...more,
    },
  })

// 001-15: what is owed is settled by both sides, in figures.
describe('a month with a dispute', () => {
  it('lets the owner settle on another amount, in minor units', async () => {
    const { user, requests } = await open('vendors:manage')
    await user.type(await screen.findByLabelText('Another amount (CNY)'), '412.5')
    await user.click(screen.getByRole('button', { name: /^Agree on .*412.50$/ }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/credits')).toMatchObject({
        ...{ metric: 'answer_rate', to: 'agreed', settled: 41250 },
      }),
    )
  })

  it('says in words and money what is beyond the cap', async () => {
    const { user } = await open('vendors:manage', {
      [CREDITS]: () =>
        problem(422, {
          code: 'invalid',
          errors: [
            {
              ...{ location: 'body.settled', message: 'beyond', code: 'beyond_cap' },
              figures: ['1200.00 CNY', '800.00 CNY'],
            },
          ],
        }),
    })
    await user.type(await screen.findByLabelText('Another amount (CNY)'), '1200')
    await user.click(screen.getByRole('button', { name: /^Agree on/ }))
    expect(await screen.findByText(/Credits of .*1,200.00 are beyond the cap/)).toBeVisible()
  })

  it('lets the owner note a credit or a payment of a line', async () => {
    const { user, requests } = await open('vendors:manage')
    expect(await screen.findByRole('button', { name: 'Paid' })).toBeVisible()
    await user.type(screen.getAllByLabelText('Why').at(-2) as HTMLElement, 'CN-4')
    await user.click(
      screen.getAllByRole('button', { name: 'Credit note received' })[0] as HTMLElement,
    )
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/moves')).toEqual({
        ...{ finding: 1, to: 'credit_noted', why: 'CN-4' },
      }),
    )
  })

  it('takes payments, and nothing that changes what is owed, after the close', async () => {
    const closed = {
      on: '2026-11-05',
      at: '2026-11-05T08:00:00Z',
      by: 1,
      hash: 'ab',
      corrections: [],
    }
    await open('vendors:manage', {
      'GET /programmes/1/statement': () => ({ ...STATEMENT, closed }),
    })
    expect(await screen.findByRole('button', { name: 'Paid' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Credit note received' })).toBeNull()
  })

  it('leaves amounts, payments and credit notes to the owner', async () => {
    await open('vendors:own')
    expect(await screen.findByText(/Invoice K-10/)).toBeVisible()
    expect(screen.queryByLabelText('Another amount (CNY)')).toBeNull()
    for (const name of ['Paid', 'Credit note received'])
      expect(screen.queryByRole('button', { name })).toBeNull()
  })
})
