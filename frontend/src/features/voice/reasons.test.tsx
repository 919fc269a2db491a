import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './page'
import './reasons-page' // loaded before the clock of the first test runs
import './reason-drawer'
import './topic-drawer'

const MANAGER = {
  ...PLANNER,
  permissions: [...PLANNER.permissions, 'vendors:read', 'vendors:manage'],
} as typeof PLANNER
const LATE = {
  ...{ id: 5, version: 3, parentId: 0, code: 'LATE', name: 'Late parcel', nameZh: '包裹晚到' },
  ...{ driver: 'expectation', words: ['late'], retired: false },
}
const LOST = { ...LATE, id: 6, version: 1, parentId: 5, code: 'LOST', name: 'Lost', words: [] }
const TERMS = {
  ...{ version: 2, currency: 'CNY', hourMinor: 6000 },
  departments: [
    { name: 'Logistics', head: 'Liu', reasons: [5] },
    { name: 'Payments', head: 'Wu' },
  ],
  clocks: {
    critical: { replyHours: 4, solveDays: 7 },
    high: { replyHours: 24, solveDays: 21 },
    normal: { replyHours: 72, solveDays: 60 },
  },
}
const handlers = {
  'GET /voice/reasons': () => ({ items: [LATE, LOST] }),
  'GET /voice/terms': () => TERMS,
  'PUT /voice/reasons/6': () => ({ ...LOST, version: 2 }),
  'PUT /voice/terms': () => ({ ...TERMS, version: 3 }),
}

describe('the tree of reasons and who answers for them', () => {
  it('shows goal and department of each, those of a reason above where it has none (002-10, 003-21)', async () => {
    await openApp('/vendors/voice/reasons', { me: MANAGER, handlers })
    const lost = await screen.findByRole('row', { name: /Lost/ })
    expect(within(lost).getByText('Prevent')).toBeVisible()
    expect(within(lost).getByText('Logistics')).toBeVisible()
  })

  it('changes a reason, and then who answers for it', async () => {
    const { user, requests } = await openApp('/vendors/voice/reasons?edit=6', {
      me: MANAGER,
      handlers,
    })
    const drawer = await screen.findByRole('dialog', { name: 'Lost' })
    await user.selectOptions(within(drawer).getByLabelText('What lies behind it'), 'Process')
    expect(within(drawer).getByText('Serves the goal: Solve fast')).toBeVisible()
    await user.selectOptions(within(drawer).getByLabelText('Department'), 'Payments')
    await user.type(within(drawer).getByRole('combobox', { name: 'Words' }), 'gone{enter}')
    await user.click(within(drawer).getByRole('button', { name: 'Save' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'PUT', '/voice/terms')).toMatchObject({
        departments: [
          { name: 'Logistics', reasons: [5] },
          { name: 'Payments', reasons: [6] },
        ],
        clocks: TERMS.clocks,
      }),
    )
    expect(await lastBody(requests, 'PUT', '/voice/reasons/6')).toEqual({
      ...{ parentId: 5, code: 'LOST', name: 'Lost', nameZh: '包裹晚到' },
      ...{ driver: 'process', words: ['gone'], retired: false },
    })
  })

  it('agrees on clocks with the version that is on screen', async () => {
    const { user, requests } = await openApp('/vendors/voice/reasons', { me: MANAGER, handlers })
    const hours = await screen.findByRole('textbox', { name: 'Critical: hours to accept' })
    await user.clear(hours)
    await user.type(hours, '2')
    await user.click(screen.getByRole('button', { name: 'Save departments and clocks' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'PUT', '/voice/terms')).toMatchObject({
        clocks: { critical: { replyHours: 2, solveDays: 7 } },
        departments: TERMS.departments,
      }),
    )
    const sent = requests.findLast(({ method }) => method === 'PUT')
    expect(sent?.headers.get('If-Match')).toBe('"2"')
  })

  it('lets the words of a topic be given to its reason one by one (002-10)', async () => {
    const run = { from: '2026-11-06', to: '2026-11-19', programmeId: 0, seed: 1, jobId: 1 }
    const RUN = { ...run, id: 3, done: true, texts: 40, sampled: 40, createdAt: '2026-11-20' }
    const change = { before: 4, ratio: 1, low: 0.5, high: 2, surely: 0, few: false }
    const topic = { id: 8, version: 1, name: 'Late', terms: ['parcel', 'late'], size: 9, change }
    const { user, requests } = await openApp('/vendors/voice?topic=8', {
      me: MANAGER,
      handlers: {
        ...handlers,
        'GET /voice/report': () => new Response(null, { status: 404 }),
        'GET /voice/runs': () => ({ items: [{ ...RUN, topics: [] }] }),
        'GET /voice/runs/3': () => ({
          ...RUN,
          topics: [{ ...topic, reasonId: 6, examples: [] }],
        }),
        'POST /voice/topics/8/reason': () => ({ ...topic, reasonId: 6, examples: [], filed: 9 }),
      },
    })
    const drawer = await screen.findByRole('dialog', { name: 'Late' })
    const late = await within(drawer).findByRole('checkbox', {
      name: /late .already a word of Late parcel/,
    })
    await user.click(late)
    await user.click(within(drawer).getByRole('button', { name: 'File' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/topics/8/reason')).toMatchObject({
        reasonId: 6,
        learn: true,
        words: ['parcel'],
      }),
    )
  })
})
