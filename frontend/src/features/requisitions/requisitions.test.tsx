import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { PLANNER, problem } from '@/testing/server'
import './requisition-page' // loaded before the clock of the first test runs
import './list-page'
import './candidate-drawer'

const requisition = {
  ...{ id: 1, version: 2, name: 'Spring', role: 'Agent', seats: 2, siteId: 1, employerId: 1 },
  ...{ startsOn: '2027-01-04', wishes: ['early'], state: 'open', own: false },
  writtenAt: '2026-11-01T08:00:00Z',
  needs: [{ code: 'N1', task: 'Talks with customers' }],
  conditions: [{ code: 'C1', kind: 'language', what: 'English, spoken', need: 'N1' }],
}
const step = (stage: string, reached: number, more = {}) => ({
  ...{ stage, reached, passed: 0, out: 0, waiting: reached },
  ...more,
})
const report = {
  ...requisition,
  ...{ hired: 0, smallest: 10, ladder: 'cc', rung: 'new' },
  rungName: { en: 'New agent', zh: '新员工' },
  candidates: [
    {
      ...{ id: 7, version: 3, code: 'C-001', channel: 'Referral', appliedOn: '2026-11-02' },
      ...{ stage: 'screened', wishes: ['no_nights'] },
      days: [
        { stage: 'applied', day: '2026-11-02' },
        { stage: 'screened', day: '2026-11-09' },
      ],
      answers: [{ condition: 'C1', answer: 'unknown' }],
    },
  ],
  funnel: [
    step('applied', 1, { passed: 1, waiting: 0, rate: 0.5, lower: 0.2, upper: 0.8, days: 7 }),
    ...[step('screened', 1), step('interviewed', 0), step('offered', 0), step('hired', 0)],
  ],
  channels: [{ name: 'Referral', hidden: true, applied: 0, hired: 0, spendMinor: 120_000 }],
}
const me = { ...PLANNER, permissions: [...PLANNER.permissions, 'careers:read', 'careers:manage'] }

describe('requisitions (004-02, 004-03, 004-04)', () => {
  it('lists what is looked for', async () => {
    await openApp('/careers/requisitions', {
      me,
      handlers: { 'GET /requisitions': () => ({ items: [requisition] }) },
    })
    expect(await screen.findByRole('link', { name: 'Spring' })).toBeVisible()
  })

  it('shows whom it is not known of, and hides a channel of few', async () => {
    await openApp('/careers/requisitions/1', {
      me,
      handlers: { 'GET /requisitions/1': () => report },
    })
    const [candidates] = await screen.findAllByRole('region', { name: 'Candidates' })
    expect(within(candidates as HTMLElement).getByText('Not known')).toBeVisible()
    expect(within(candidates as HTMLElement).getByText('Not begin from 20:00 on')).toBeVisible()
    const [channels] = screen.getAllByRole('region', { name: 'Channels' })
    expect(within(channels as HTMLElement).getByText('Too few')).toBeVisible()
    expect(within(channels as HTMLElement).getByText('1,200')).toBeVisible()
    expect(screen.getByText('20% – 80%')).toBeVisible()
    expect(screen.getByText('Begins on the rung New agent')).toBeVisible()
    expect(within(candidates as HTMLElement).getByText(/Screened · .*Nov/)).toBeVisible()
    const bar = screen.getByRole('img', { name: /^Applied: 1 reached it, 1 got on/ })
    expect(bar).toBeVisible()
  })

  it('says in words which rule stands against turning somebody down', async () => {
    const sent: unknown[] = []
    await openApp('/careers/requisitions/1', {
      me,
      handlers: {
        'GET /requisitions/1': () => report,
        'PUT /requisitions/1/candidates/7': async (request: Request) => {
          sent.push(await request.json())
          const errors = [
            { location: 'x', message: 'x', code: 'no reason for turning down', found: 'C-001' },
          ]
          return problem(409, { title: 'Conflict', code: 'refused', errors })
        },
      },
    })
    fireEvent.click(await screen.findByRole('button', { name: 'Open C-001' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Save' }))
    expect(await screen.findByText(/Turning down needs a reason/)).toBeVisible()
    await waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]).toMatchObject({ stage: 'screened' })
  })

  it('hires, and says nothing of wishes where there are none', async () => {
    const sent: unknown[] = []
    const offered = report.candidates.map((one) => ({ ...one, stage: 'offered' }))
    await openApp('/careers/requisitions/1', {
      me,
      handlers: {
        'GET /requisitions/1': () => ({ ...report, candidates: offered }),
        'GET /agreements': () => ({
          items: [
            { id: 4, version: 1, code: 'FT', name: 'Full time', validFrom: '2026-01-01' },
            { id: 5, version: 1, code: 'NEXT', name: 'From spring', validFrom: '2027-03-01' },
          ],
        }),
        'POST /requisitions/1/candidates/7/employment': async (request: Request) => {
          sent.push(await request.json())
          return { personId: 3, wishedDays: 0 }
        },
      },
    })
    fireEvent.click(await screen.findByRole('button', { name: 'Open C-001' }))
    const drawer = within(await screen.findByRole('dialog'))
    expect(drawer.getByRole('button', { name: 'Hire' })).toBeDisabled()
    fireEvent.change(drawer.getByLabelText('Personnel number'), { target: { value: 'N7' } })
    fireEvent.change(drawer.getByLabelText('Name'), { target: { value: 'Newcomer' } })
    expect(drawer.getByText('Begins on the rung New agent')).toBeVisible()
    await drawer.findByRole('option', { name: 'Full time' })
    expect(drawer.queryByRole('option', { name: 'From spring' })).toBeNull()
    fireEvent.change(drawer.getByLabelText('Agreement on working time'), {
      target: { value: '4' },
    })
    fireEvent.click(drawer.getByRole('button', { name: 'Hire' }))
    await waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]).toMatchObject({ agreementId: 4 })
    expect(sent[0]).toMatchObject({ code: 'N7', name: 'Newcomer', hiredOn: report.startsOn })
    expect(
      await screen.findByText('Hired', { selector: '.mantine-Notification-description' }),
    ).toBeVisible()
  })

  it('does not let who wrote it approve it', async () => {
    await openApp('/careers/requisitions/1', {
      me,
      handlers: { 'GET /requisitions/1': () => ({ ...report, state: 'draft', own: true }) },
    })
    expect(await screen.findByRole('button', { name: 'Approve' })).toBeDisabled()
    expect(screen.queryByRole('region', { name: 'Candidates' })).not.toBeInTheDocument()
  })
})
