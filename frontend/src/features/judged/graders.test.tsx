import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './calibration-page'
import './draw-drawer'
import './samples-page' // loaded before the clock of the first test runs

const MANAGER = {
  ...PLANNER,
  permissions: [...PLANNER.permissions, 'vendors:read', 'vendors:manage', 'quality:grade'],
} as typeof PLANNER

const grader = (id: number, name: string, over: object) => ({
  ...{ id, name, userId: id, teamId: 0, employerId: 0, party: 'owner', bench: false },
  ...{ active: true, state: 'green', severity: 0, waiting: 0, ...over },
})
const GRADERS = {
  items: [
    grader(1, 'Ida', { state: 'red' }),
    grader(2, 'Bo', {}),
    grader(3, 'Cai', { state: 'red' }),
    grader(4, 'Dee', { active: false }),
    grader(5, 'Eve', { employerId: 2, party: 'vendor', state: '' }),
  ],
}
const EMPLOYERS = { items: [{ id: 2, version: 1, code: 'KES', name: 'Kestrel', kind: 'vendor' }] }
const FORM = {
  ...{ id: 3, version: 2, code: 'voice', name: 'Call', channel: 'voice', passFrom: 80, number: 1 },
  ...{ state: 'published', hash: 'x', createdAt: '2026-01-01T00:00:00Z', items: [] },
}
const HANDLERS = {
  'GET /quality-graders': () => GRADERS,
  'GET /quality-samples': () => ({ items: [] }),
  'GET /quality-forms': () => ({ items: [FORM] }),
  'GET /quality-grader-candidates': () => ({
    items: [{ userId: 9, name: 'Fay', employerId: 2 }],
  }),
  'GET /employers': () => EMPLOYERS,
  'GET /teams': () => ({ items: [] }),
  'GET /programmes': () => ({
    items: [
      { id: 3, name: 'Own hotline', employerId: 1 },
      { id: 4, name: 'Kestrel hotline', employerId: 2 },
    ],
  }),
}

// 001-09: quality inspection, by graders who are themselves looked at.
describe('graders', () => {
  it('are named with whose work is not theirs to judge', async () => {
    const sent: unknown[] = []
    const { user } = await openApp('/vendors/quality/samples', {
      me: MANAGER,
      handlers: {
        ...HANDLERS,
        'POST /quality-graders': async (request: Request) => {
          sent.push(await request.json())
          return grader(6, 'Fay', {})
        },
      },
    })
    await user.selectOptions(await screen.findByLabelText('Who may judge and does not yet'), '9')
    expect(screen.getByText(/^He works for Kestrel and will never judge/)).toBeVisible()
    const field = screen.getByRole('combobox', { name: 'Judges for' })
    await user.click(field)
    await user.click(await screen.findByRole('option', { name: 'Own hotline', hidden: true }))
    const his = screen.queryByRole('option', { name: 'Kestrel hotline', hidden: true })
    expect(his).toBeNull() // of his own vendor
    await user.click(screen.getByText('Make a grader'))
    await waitFor(() =>
      expect(sent).toEqual([
        { userId: 9, teamId: 0, bench: false, active: true, programmeIds: [3] },
      ]),
    )
  })

  it('who are red are judged again by others whose grades count', async () => {
    const sent: unknown[] = []
    const { user } = await openApp('/vendors/quality/samples?draw=true&purpose=gold&gradedBy=1', {
      me: MANAGER,
      handlers: {
        ...HANDLERS,
        'POST /quality-samples': async (request: Request) => {
          sent.push(await request.json())
          return {}
        },
      },
    })
    expect(await screen.findByText(/^Judged again by 2 other graders/)).toBeVisible()
    await user.click(screen.getByText('Draw it'))
    await waitFor(() =>
      expect(sent).toEqual([
        expect.objectContaining({ purpose: 'gold', gradedBy: 1, graderIds: [2, 5], total: 20 }),
      ]),
    )
  })

  it('are too few for a decision until the curve says otherwise', async () => {
    const round = {
      ...{ id: 1, since: '2026-10-01T00:00:00Z', until: '2026-11-01T00:00:00Z', contacts: 8 },
      ...{ at: '2026-11-01T00:00:00Z', grades: 16, sd: 9, graders: [], items: [], apart: [] },
      ...{ ownChecks: [], disputed: [], disputes: 0 },
      design: {
        ...{ contacts: 60, graders: 15, rest: 25, forPerson: 3, forVendor: 0 },
        curve: [{ graders: 1, relative: 0.71, absolute: 0.6 }],
      },
    }
    await openApp('/vendors/quality/calibration', {
      me: MANAGER,
      handlers: { ...HANDLERS, 'GET /quality-calibrations': () => ({ items: [round] }) },
    })
    expect(await screen.findByText(/a person \(0.80\): 3 graders/)).toBeVisible()
    expect(screen.getByText(/a vendor \(0.90\): more than 1 graders/)).toBeVisible()
    expect(screen.getByText(/60% lies with the contacts, 15% with how severe/)).toBeVisible()
  })
})
