import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './page' // loaded before the clock of the first test runs

const HR = {
  ...PLANNER,
  roles: ['hr' as const],
  permissions: ['careers:read', 'careers:manage', 'workforce:read', 'workforce:manage'] as const,
}
const names = (en: string) => ({ en, zh: en })
const ladder = {
  ...{
    id: 1,
    version: 2,
    code: 'cc',
    number: 1,
    state: 'published',
    createdAt: '2026-01-01T00:00:00Z',
  },
  ...{ name: names('Centre'), hash: '' },
}
const report = {
  ...ladder,
  rungs: [
    { code: 'new', name: names('New agent'), holders: 1 },
    { code: 'qualified', name: names('Qualified agent'), holders: 4 },
  ],
  catalogue: {
    metrics: ['quality_score'],
    certificates: ['induction', 'coaching'],
    awards: ['advanced_employee'],
    courses: ['leadership'],
  },
}
const career = {
  ...{ personId: 7, code: 'A7', name: 'Omar', siteId: 1, hiredOn: '2024-01-08', rung: 'new' },
  ...{ since: '2026-01-08', moves: [] },
  spells: [{ ladder: 'cc', rung: 'new', from: '2026-01-08', reason: 'entry' }],
}
const piece = {
  ...{ id: 3, personId: 7, code: 'A7', name: 'Omar', register: 'metrics', what: 'quality_score' },
  ...{ day: '2026-11-02', value: 0.84, weight: 1, note: '', source: 'quality' },
  ...{ reference: 'evaluation 12', hash: '', enteredAt: '2026-11-03T02:00:00Z', enteredBy: 0 },
}
const leave = {
  id: 9,
  version: 4,
  from: '2026-11-01',
  to: '2026-12-31',
  kind: 'parental',
  status: 'approved',
}
const holiday = { ...leave, id: 10, kind: 'vacation' }

type User = Awaited<ReturnType<typeof openApp>>['user']

/** Puts a text into a field at once: keys one by one take long on a busy machine. */
async function fill(user: User, field: HTMLElement, value: string) {
  await user.click(field)
  await user.paste(value)
}

const open = (more: object = {}) =>
  openApp('/careers/people/7', {
    me: { ...HR, permissions: [...HR.permissions] },
    handlers: {
      'GET /ladders': () => ({ items: [ladder] }),
      'GET /ladders/1': () => report,
      'GET /people/7/career': () => career,
      'GET /people/7/evidence': () => ({ items: [piece] }),
      'GET /people/7/absences': () => ({ items: [leave, holiday] }),
      ...more,
    },
  })

describe('what HR enters about somebody', () => {
  it('shows where evidence comes from, and takes a certificate by hand (004-03)', async () => {
    const { user, requests } = await open({ 'POST /people/7/evidence': () => piece })
    const table = await screen.findByRole('region', { name: 'Evidence' })
    expect(await screen.findByText('From evaluations')).toBeVisible()
    expect(table).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Enter evidence' }))
    const drawer = await screen.findByRole('dialog', { name: 'Enter evidence' })
    const save = within(drawer).getByRole('button', { name: 'Save' })
    expect(save).toBeDisabled()
    await user.selectOptions(within(drawer).getByLabelText('What'), 'coaching')
    await fill(user, within(drawer).getByLabelText(/^Day/), '2026-10-05')
    await fill(user, within(drawer).getByLabelText(/^How it is known/), 'course list of October')
    await user.click(save)
    expect(await lastBody(requests, 'POST', '/people/7/evidence')).toEqual({
      ...{ register: 'certificates', what: 'coaching', day: '2026-10-05' },
      note: 'course list of October',
    })
  })

  it('puts somebody on another rung, with the reason (004-06)', async () => {
    const { user, requests } = await open({ 'POST /people/7/rungs': () => undefined })
    await user.click(await screen.findByRole('button', { name: 'Put on a rung' }))
    const drawer = await screen.findByRole('dialog', { name: 'Put on a rung' })
    expect(within(drawer).queryByRole('option', { name: 'New agent' })).toBeNull()
    await fill(user, within(drawer).getByLabelText(/^First day/), '2026-12-01')
    await fill(user, within(drawer).getByLabelText(/^Why/), 'came back from another site')
    await user.click(within(drawer).getByRole('button', { name: 'Save' }))
    expect(await lastBody(requests, 'POST', '/people/7/rungs')).toEqual({
      ...{ ladder: 'cc', rung: 'qualified', from: '2026-12-01' },
      reason: 'came back from another site',
    })
  })

  it('refuses a leave that never ends, and changes an end (004-06)', async () => {
    const { user, requests } = await open({ 'PUT /people/7/absences/9': () => leave })
    const panel = await screen.findByRole('region', { name: 'Protected leave' })
    expect(await within(panel).findByText('now')).toBeVisible()
    expect(within(panel).getAllByRole('listitem')).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Begin a leave' }))
    const drawer = await screen.findByRole('dialog', { name: 'Begin a leave' })
    await fill(user, within(drawer).getByLabelText(/^First day/), '2027-01-04')
    await user.click(within(drawer).getByRole('button', { name: 'Save' }))
    expect(await within(drawer).findByText(/needs a last day/)).toBeVisible()
    await fill(user, within(drawer).getByLabelText(/^Last day/), '2026-12-04')
    await user.click(within(drawer).getByRole('button', { name: 'Save' }))
    expect(await within(drawer).findByText(/before the first/)).toBeVisible()
    await user.clear(within(drawer).getByLabelText(/^Last day/))
    await fill(user, within(drawer).getByLabelText(/^Last day/), '2032-01-04')
    await user.click(within(drawer).getByRole('button', { name: 'Save' }))
    expect(await within(drawer).findByText(/More than three years/)).toBeVisible()
    expect(requests.some(({ method }) => method === 'POST')).toBe(false)
    await user.click(within(drawer).getByRole('button', { name: 'Close' }))
    await user.click(within(panel).getByRole('button', { name: 'Change the end' }))
    const other = await screen.findByRole('dialog', { name: 'Change the end' })
    const end = within(other).getByLabelText(/^Last day/)
    await user.clear(end)
    await fill(user, end, '2027-02-28')
    await user.click(within(other).getByRole('button', { name: 'Save' }))
    expect(await lastBody(requests, 'PUT', '/people/7/absences/9')).toEqual({
      ...{ from: '2026-11-01', to: '2027-02-28', kind: 'parental', status: 'approved' },
    })
  })
})
