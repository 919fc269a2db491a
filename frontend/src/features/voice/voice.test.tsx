import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './page'
import './problems-page' // loaded before the clock of the first test runs
import './problem-drawer'

const MANAGER = {
  ...PLANNER,
  permissions: [...PLANNER.permissions, 'vendors:read', 'vendors:manage'],
} as typeof PLANNER

const figure = (contacts: number, change: object) => ({
  ...{ contacts, share: 0.5, handleS: 600 * contacts, meanHandleS: 600, repeats: 4, known: 40 },
  ...{ course: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], programmes: [] },
  change: { before: 40, ratio: 1.5, low: 1.1, high: 2, surely: 1, few: false, ...change },
})
const REASON = {
  ...{ id: 5, version: 1, parentId: 0, code: 'LATE', name: 'Late parcel', nameZh: '包裹晚到' },
  ...{ driver: 'expectation', words: [], retired: false },
}
const REPORT = {
  ...{ from: '2026-11-06', to: '2026-11-19', before: '2026-10-09', orders: 0, ordersBefore: 0 },
  ...{ currency: 'CNY', mondays: [], total: figure(60, {}) },
  goals: ['prevent', 'solve_fast', 'most_satisfied'].map((goal) => ({
    ...figure(20, { surely: 0 }),
    goal,
    rates: [{ name: 'satisfied', events: 8, trials: 10, rate: 0.8, low: 0.49, high: 0.94 }],
  })),
  reasons: [
    { ...figure(50, {}), reason: REASON, depth: 0, costMinor: 123400 },
    { ...figure(3, { few: true }), depth: 0, costMinor: 100 },
  ],
}
const PROBLEM = {
  ...{ id: 9, version: 4, title: 'Parcels come late', detail: '', department: 'Logistics' },
  ...{ severity: 'high', reasonId: 5, programmeId: 0, state: 'checked', escalated: 1 },
  ...{ openedAt: '2026-10-01T08:00:00Z', days: 50, due: '2026-10-22T08:00:00Z', overdueH: 696 },
  ...{ contacts: 310, measuredOn: '2026-11-05' },
  effect: {
    ...{ days: 14, before: 80, after: 70, byOrders: true, ratio: 0.9, low: 0.6, high: 1.2 },
    ...{ helped: false, checkedOn: '2026-11-20' },
  },
  steps: [{ at: '2026-10-01T08:00:00Z', name: 'Vera', step: 'opened', text: 'Parcels come late' }],
}

describe('voice of the customer', () => {
  it('calls nothing a change that can be chance, nor where there are few (002-10)', async () => {
    await openApp('/vendors/voice', {
      me: MANAGER,
      handlers: {
        'GET /voice/report': () => REPORT,
        'GET /voice/runs': () => ({ items: [] }),
        'GET /programmes': () => ({ items: [] }),
      },
    })
    const late = await screen.findByRole('row', { name: /Late parcel/ })
    expect(within(late).getByText('1.5 times')).toBeVisible()
    const unknown = screen.getByRole('row', { name: /Nobody knows why/ })
    expect(within(unknown).getByText('too few to say')).toBeVisible()
    const prevent = screen.getByRole('region', { name: 'Prevent: it does not happen' })
    expect(within(prevent).getByText('no clear change')).toBeVisible()
    expect(within(prevent).getByText(/80% \(49% – 94%\)/)).toBeVisible()
  })

  it('closes a problem whose measure did not help only with a reason (003-21)', async () => {
    const sent: unknown[] = []
    let problem: object = PROBLEM
    const { user } = await openApp('/vendors/voice/problems?problem=9', {
      me: MANAGER,
      handlers: {
        'GET /voice/problems': () => ({
          ...{ problems: [{ ...PROBLEM, steps: [] }], departments: [], median: 50, ninetieth: 50 },
        }),
        'GET /voice/problems/9': () => problem,
        'POST /voice/problems/9/steps': async (request: Request) => {
          sent.push(await request.json())
          problem = { ...PROBLEM, state: 'closed', version: 5 }
          return problem
        },
      },
    })
    expect(await screen.findByText('Not shown that it helped')).toBeVisible()
    await user.type(screen.getByLabelText(/What there is to say/), 'The product ends')
    await user.click(screen.getByRole('button', { name: 'Close the problem' }))
    await waitFor(() => expect(sent).toEqual([{ step: 'closed', text: 'The product ends' }]))
    // the fields of the step have left with it, and still it is said that it was written
    expect(await screen.findByText('Saved.')).toBeVisible()
  })
})
