import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json, PLANNER } from '@/testing/server'
import { movesMade, rosterOf, rosterServer } from '../testing/server'
import type { Concession } from '../why/queries'
import type { Exception } from './queries'

// jsdom lays nothing out: without a size, no row would be in sight.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

const cost = { under: -40, over: 0, preference: 0, fairness: 0, hours: 0, total: -40 }
const shift = { startMin: 540, endMin: 1050, letter: 'D', breaks: [] }
const move = { op: 'put' as const, personId: 10, day: '2026-03-03', shift }
const looser = { personId: 10, rule: 'rest', from: 660, limit: 600 }

const REST: Concession = {
  kind: 'limit',
  limits: [{ agreement: 'FULL', rule: 'rest', from: 660, to: 600 }],
  helpers: [
    {
      personId: 10,
      personName: 'Ana',
      day: '2026-03-03',
      shift,
      days: [{ personId: 10, day: '2026-03-03', to: shift }],
      moves: [move],
      exceptions: [looser],
    },
  ],
  cost,
  paidMin: 480,
  covered: 1,
}
const BORROW: Concession = { ...REST, kind: 'borrow', limits: [], helpers: [] }

const slot = {
  'GET /rosters/5/queues/1/slots/0/reasons': () => ({
    queueId: 1,
    start: '2026-03-02T00:00:00Z',
    required: 2,
    covered: 1,
    candidates: [],
  }),
  'GET /rosters/5/queues/1/slots/0/concessions': () => ({
    version: 4,
    required: 2,
    covered: 1,
    concessions: [REST, BORROW],
  }),
  'POST /rosters/5/exceptions': () => json(movesMade()),
}

const KEPT: Exception = {
  id: 3,
  ...looser,
  reason: 'Launch week',
  at: '2026-03-01T09:00:00Z',
  actorId: 1,
  actorName: 'Pat',
}

async function priced(me = PLANNER) {
  const app = await openApp('/roster/5?panel=slot&slot=0&queue=1', {
    me,
    handlers: rosterServer(slot),
  })
  const panel = within(await screen.findByRole('complementary', { name: 'Why this coverage' }))
  await app.user.click(await panel.findByRole('button', { name: 'Price concessions' }))
  await panel.findByText(/10 h instead of 11 h/)
  return { ...app, panel }
}

describe('a concession that loosens a rule', () => {
  it('is granted with a reason and done as one edit that can be undone', async () => {
    const { user, panel, requests } = await priced()
    await user.click(panel.getByRole('button', { name: 'Do it' }))
    await user.type(panel.getByRole('textbox', { name: 'Why' }), 'Launch week')
    await user.click(panel.getByRole('button', { name: 'Grant and do it' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/exceptions')).toEqual({
        exceptions: [looser],
        reason: 'Launch week',
        moves: [move],
        force: false,
      }),
    )
    expect(await screen.findByRole('button', { name: /^Undo: Rest between shifts/ })).toBeEnabled()
  })

  it('is not offered to somebody who may not change agreements', async () => {
    const permissions = PLANNER.permissions.filter((one) => one !== 'workforce:manage')
    const { panel } = await priced({ ...PLANNER, permissions })
    expect(panel.queryByRole('button', { name: 'Do it' })).toBeNull()
    expect(panel.getByText('Needs somebody who may change agreements.')).toBeVisible()
  })

  it('says what to do about people from elsewhere', async () => {
    const { panel } = await priced()
    expect(panel.getByText(/Ask another site/)).toBeVisible()
  })
})

describe('the exceptions of a roster', () => {
  const open = async () => {
    const app = await openApp('/roster/5?panel=issues', {
      handlers: rosterServer({
        'GET /rosters/5/exceptions': () => ({ items: [KEPT] }),
        'POST /rosters/5/exceptions': () => json(movesMade()),
        'DELETE /rosters/5/exceptions/3': () => rosterOf({ version: 5 }),
      }),
    })
    const panel = within(await screen.findByRole('complementary', { name: 'Issues' }))
    await panel.findByText('Launch week')
    return { ...app, panel }
  }

  it('says whose limit is how much looser, who granted it and why', async () => {
    const { panel } = await open()
    expect(panel.getByText(/: Rest between shifts 10 h instead of 11 h/)).toBeVisible()
    expect(panel.getByText(/^Pat, /)).toBeVisible()
  })

  it('changes a limit in its own unit', async () => {
    const { user, panel, requests } = await open()
    await user.click(panel.getByRole('button', { name: /^Change the exception/ }))
    const limit = panel.getByRole('textbox', { name: 'Limit instead of 11 h' })
    await user.clear(limit)
    await user.type(limit, '9.5')
    await user.click(panel.getByRole('button', { name: 'Save' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/exceptions')).toMatchObject({
        exceptions: [{ ...looser, limit: 570 }],
        reason: 'Launch week',
      }),
    )
  })

  it('takes one back', async () => {
    const { user, panel, requests } = await open()
    await user.click(panel.getByRole('button', { name: /^Take back the exception/ }))
    await waitFor(() => expect(requests.some(({ method }) => method === 'DELETE')).toBe(true))
  })
})
