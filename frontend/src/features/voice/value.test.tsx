import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './value-page' // loaded before the clock of the first test runs

const OWNER = {
  ...PLANNER,
  roles: ['vendor_manager' as const],
  permissions: ['vendors:read' as const, 'vendors:manage' as const],
}
const worth = {
  valueMinor: 60_000,
  solved: { low: 0.05, likely: 0.1, high: 0.15 },
  unsolved: { low: 0.2, likely: 0.3, high: 0.4 },
  source: 'Nobody has compared yet',
  grade: 'D' as const,
}
const outcomes = { cases: 50, solved: 40, recovered: 8, unsolved: 10 }
const reason = {
  ...{ id: 6, version: 1, parentId: 0, code: 'BILL', name: 'Billing', nameZh: '账单' },
  ...{ driver: 'defect', words: [], retired: false },
}
const value = {
  ...{ from: '2026-11-06', to: '2026-11-19', currency: 'CNY', contacts: 70 },
  ...{ costMinor: 120_000, preventableMinor: 90_000, outcomes, good: 9, rated: 12, worth },
  kept: { low: 120_000, likely: 480_000, high: 840_000 },
  recovered: { low: 24_000, likely: 96_000, high: 168_000 },
  atRisk: { low: 30_000, likely: 120_000, high: 210_000 },
  reasons: [
    {
      ...{ reason, depth: 0, contacts: 70, costMinor: 120_000, outcomes, low: 0.67, high: 0.89 },
      atRisk: { low: 30_000, likely: 120_000, high: 210_000 },
    },
  ],
  solved: [
    {
      ...{ problemId: 3, title: 'Charged twice', reasonId: 6 },
      contacts: { low: 130, likely: 521, high: 1564 },
      minor: { low: 13_000, likely: 52_100, high: 156_400 },
    },
  ],
}
const bare = {
  ...value,
  ...{ worth: undefined, kept: undefined, recovered: undefined, atRisk: undefined, solved: [] },
  reasons: value.reasons.map((row) => ({ ...row, atRisk: undefined })),
}
const clock = { replyHours: 4, solveDays: 7 }
const terms = {
  ...{ version: 2, currency: 'CNY', hourMinor: 6000, departments: [] },
  clocks: { critical: clock, high: clock, normal: clock },
}

describe('the value of contacts (001-25, 004-10, 000-16, 002-04)', () => {
  it('tells what is measured from what is assumed, and on what that rests', async () => {
    await openApp('/vendors/voice/value', {
      me: OWNER,
      handlers: { 'GET /voice/value': () => value },
    })
    const measured = await screen.findByRole('region', { name: 'Measured' })
    expect(measured).toHaveTextContent('CN¥1,200.00')
    expect(measured).toHaveTextContent('40 of 50 cases; 8 only after the customer came again.')
    expect(measured).toHaveTextContent('Satisfied75%')
    const assumed = screen.getByRole('region', { name: 'Follows from the assumption' })
    expect(assumed).toHaveTextContent('Kept by solvingCN¥4,800.00CN¥1,200.00 to CN¥8,400.00')
    expect(assumed).toHaveTextContent('At riskCN¥1,200.00')
    const [line] = screen.getAllByRole('row', { name: /^Billing/ })
    expect(line).toHaveTextContent('80% (67% – 89%)')
    const [solved] = screen.getAllByRole('row', { name: /^Charged twice/ })
    expect(solved).toHaveTextContent('521 (130 – 1,564)')
    expect(screen.getByText('D: a guess')).toBeVisible()
    expect(screen.getByText('Nobody has compared yet')).toBeVisible()
  })

  it('lets nothing follow where nothing is assumed, and keeps what somebody assumes', async () => {
    const sent: unknown[] = []
    await openApp('/vendors/voice/value', {
      me: OWNER,
      handlers: {
        'GET /voice/value': () => bare,
        'GET /voice/terms': () => terms,
        'PUT /voice/terms': async (request) => {
          sent.push([request.headers.get('If-Match'), await request.json()])
          return { ...terms, version: 3, worth }
        },
      },
    })
    const assumed = await screen.findByRole('region', { name: 'Follows from the assumption' })
    expect(assumed).not.toHaveTextContent(/\d/)
    expect(screen.queryByText(/At risk/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Change the assumption' }))
    const drawer = within(await screen.findByRole('dialog'))
    const write = async (label: string | RegExp, text: string) => {
      const field = await drawer.findByLabelText(label)
      await userEvent.clear(field)
      await userEvent.type(field, text)
    }
    await write('A customer is worth in a year', '600')
    for (const [end, solved, unsolved] of [
      ['at least', '5', '20'],
      ['likely', '10', '30'],
      ['at most', '15', '40'],
    ] as const) {
      await write(`Leave within a year after it was solved: ${end}, per cent`, solved)
      await write(`Leave within a year after it was not: ${end}, per cent`, unsolved)
    }
    await write('Source', 'Nobody has compared yet')
    await userEvent.click(drawer.getByRole('button', { name: 'Keep the assumption' }))
    expect(await screen.findByText('The assumption is kept')).toBeVisible()
    const { version, ...fields } = terms
    expect(sent).toEqual([[`"${version}"`, { ...fields, worth }]])
  })

  it('is not for partners', async () => {
    await openApp('/vendors/voice/reasons', {
      me: { ...OWNER, permissions: ['vendors:read', 'vendors:own'] },
      handlers: { 'GET /voice/reasons': () => ({ items: [] }), 'GET /voice/terms': () => terms },
    })
    expect(await screen.findByRole('link', { name: 'Problems' })).toBeVisible()
    expect(screen.queryByRole('link', { name: 'Value' })).toBeNull()
  })
})
