import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Me } from '@/api/types'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER, problem } from '@/testing/server'
import type { ContractTerms } from '../queries'
import './page' // loaded before the clock of the first test runs

const MANAGER: Me = { ...PLANNER, permissions: [...PLANNER.permissions, 'vendors:manage'] }

/** Terms with every part that a version can have. */
const WHOLE: ContractTerms = {
  from: '2026-01-01',
  to: '2026-12-31',
  currency: 'CNY',
  rounding: 'half_even',
  rates: [
    {
      code: 'call',
      model: 'contact',
      unit: 'call',
      marginal: true,
      bands: [
        { from: '0', price: '3.950' },
        { from: '10000', price: '3.6' },
      ],
    },
    {
      code: 'saved',
      model: 'outcome',
      unit: 'yuan',
      marginal: false,
      bands: [{ from: '0', price: '0.25' }],
      baseline: '120000.5',
    },
    {
      code: 'case',
      model: 'hybrid',
      unit: 'case',
      marginal: false,
      bands: [{ from: '0', price: '12' }],
      bonus: { base: '80', target: '100', share: '0.125' },
    },
  ],
  baseline: {
    volume: '100000',
    charge: { currency: 'CNY', minor: 8500000 },
    above: '0.80',
    below: '0.60',
    deadBand: '0.10',
  },
  takeOrPay: { floor: '0.9', price: '0.85' },
  levels: [
    {
      metric: 'satisfaction_top',
      base: '0.975',
      target: '0.984',
      floor: '9',
      weight: '15',
      allocation: '0.50',
      knockOut: true,
      leastN: 100,
      depth: '0.95',
      gate: { metric: 'survey_response', least: '0.75', factor: '0.8' },
      earnBack: { share: '0.5', worst: '0.96', clean: 6, good: 3 },
    },
    {
      metric: 'repeat_7d',
      base: '0.17',
      target: '0.14',
      floor: '7',
      weight: '10',
      allocation: '0.2',
      knockOut: false,
      leastN: 0,
    },
  ],
  atRisk: {
    share: '0.12',
    pool: '1.5',
    byShare: true,
    year: { currency: 'CNY', minor: 50000000 },
  },
  ladder: [
    { misses: 2, months: 3, leads: 'improvement_plan' },
    { misses: 6, months: 12, leads: 'termination_right' },
  ],
  disputeDays: 10,
}
const DRAFT = {
  id: 4,
  version: 7,
  programmeId: 1,
  number: 2,
  state: 'draft',
  terms: WHOLE,
  note: 'Peaks moved',
  hash: 'x',
  recordedAt: '2026-01-01T00:00:00Z',
  recordedBy: 1,
}
const PROGRAMME = {
  id: 1,
  version: 1,
  employerId: 2,
  siteId: 1,
  code: 'K',
  name: 'Kestrel',
  mode: 'simple_call',
  motive: '',
  businessCase: '',
  from: '2026-01-01',
  queues: [],
  shares: [],
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 1,
}
const PUT = 'PUT /programmes/1/versions/4'
const handlers = {
  'GET /programmes/1': () => PROGRAMME,
  'GET /programmes/1/versions': () => ({ items: [DRAFT] }),
  [PUT]: () => ({ ...DRAFT, version: 8 }),
}
const open = (more = {}) =>
  openApp('/vendors/programmes/1/draft', { me: MANAGER, handlers: { ...handlers, ...more } })

// 004-01: what was agreed with a vendor, whole.
describe('a draft of terms', () => {
  it('is sent as it came when nothing was touched', async () => {
    const { user, requests } = await open()
    await user.click(await screen.findByRole('button', { name: 'Save the draft' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'PUT', '/versions/4')).toEqual({
        terms: WHOLE,
        note: 'Peaks moved',
      }),
    )
    expect(requests.findLast(({ method }) => method === 'PUT')?.headers.get('If-Match')).toBe('"7"')
  })

  it('says in plain words what is being written', async () => {
    const { user } = await open()
    const preview = await screen.findByRole('region', { name: 'What this version says' })
    expect(within(preview).getByText(/Each unit costs the price of its own band/)).toBeVisible()
    expect(within(preview).getByText(/A bonus of up to 12.5%/)).toBeVisible()
    expect(
      within(preview).getByText(/While Survey response is below 75%, 80% of its points are left/),
    ).toBeVisible()
    expect(within(preview).getByText(/Credits of a calendar year come to/)).toBeVisible()
    const atRisk = screen.getByRole('textbox', { name: /Share at risk/ })
    await user.clear(atRisk)
    await user.type(atRisk, '14.5')
    expect(within(preview).getByText(/14.5% of the month’s charge is at risk/)).toBeVisible()
  })

  it('takes parts away and adds them, and keeps the rest', async () => {
    const { user, requests } = await open()
    const level = await screen.findByRole('group', { name: 'Satisfied' })
    await user.click(within(level).getByRole('checkbox', { name: /A gate/ }))
    await user.click(screen.getByRole('checkbox', { name: /Take or pay/ }))
    await user.click(screen.getByRole('button', { name: 'Add a step' }))
    await user.click(screen.getByRole('button', { name: 'Save the draft' }))
    const { gate, ...rest } = WHOLE.levels[0] ?? {}
    expect(gate).toBeDefined()
    const { takeOrPay, ...kept } = WHOLE
    expect(takeOrPay).toBeDefined()
    await waitFor(async () =>
      expect((await lastBody(requests, 'PUT', '/versions/4'))?.terms).toEqual({
        ...kept,
        levels: [rest, WHOLE.levels[1]],
        ladder: [...WHOLE.ladder, { misses: 2, months: 3, leads: 'step_in' }],
      }),
    )
  })

  it('begins as an open successor from the first of the next month where nothing is drafted', async () => {
    const held = { ...DRAFT, id: 3, state: 'in_force' }
    const { user, requests } = await open({
      'GET /programmes/1/versions': () => ({ items: [held] }),
      'POST /programmes/1/versions': () => DRAFT,
    })
    await user.click(await screen.findByRole('button', { name: 'Save the draft' }))
    const { to, ...rest } = WHOLE
    expect(to).toBeDefined()
    await waitFor(async () =>
      expect((await lastBody(requests, 'POST', '/versions'))?.terms).toEqual({
        ...rest,
        from: '2026-12-01',
      }),
    )
  })

  it('does not send what is no number', async () => {
    const { user } = await open()
    const pool = await screen.findByRole('textbox', { name: /Pool of allocations/ })
    await user.clear(pool)
    await user.type(pool, '1o0')
    expect(screen.getByRole('button', { name: 'Save the draft' })).toBeDisabled()
    expect(screen.getByText('One number cannot be read yet.')).toBeVisible()
  })

  it('shows what the server found beside the field', async () => {
    const errors = [
      {
        location: 'body.terms.levels[0].target',
        message: 'is no line',
        found: '0.975',
        expected: 'another line than the base',
      },
    ]
    const { user } = await open({ [PUT]: () => problem(422, { code: 'bad_input', errors }) })
    await user.click(await screen.findByRole('button', { name: 'Save the draft' }))
    expect(await screen.findByText('One field needs a change; it says so itself.')).toBeVisible()
    const level = screen.getByRole('group', { name: 'Satisfied' })
    expect(within(level).getByRole('textbox', { name: 'Target' })).toHaveAccessibleDescription(
      /another line than the base/,
    )
    expect(within(level).getByRole('textbox', { name: 'Target' })).toHaveFocus()
    await user.type(within(level).getByRole('textbox', { name: 'Target' }), '1')
    expect(screen.queryByText(/another line than the base/)).toBeNull()
  })
})
