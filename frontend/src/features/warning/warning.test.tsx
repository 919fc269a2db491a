import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './page' // loaded before the clock of the first test runs

const HR = { ...PLANNER, roles: ['hr' as const], permissions: ['risk:read' as const] }
const off = { switch: { on: false, reason: '', by: '' }, distribution: [] }
const model = {
  ...{ id: 1, madeAt: '2026-11-19T08:00:00Z', shown: true, ridge: 3, to: '2026-10-31' },
  ...{ from: '2022-01-01', testFrom: '2026-05-01', months: 900, exits: 80 },
  ...{ testMonths: 200, testExits: 20, auc: 0.71, brier: 0.02, averagesBrier: 0.03, slope: 1.02 },
  gates: [{ name: 'AUC, lower bound', value: 0.64, need: 'above 0.6', passed: true }],
  terms: [],
  calibration: [{ size: 20, predicted: 0.02, observed: 0.03 }],
  groups: [
    { group: 'English', tooSmall: true, months: 0, expected: 0, observed: 0, ratio: 0 },
    { group: 'Mandarin', tooSmall: false, months: 90, expected: 10, observed: 9, ratio: 0.9 },
  ],
  averages: [{ from: 0, rate: 0.04, lower: 0.02, upper: 0.06 }],
}
const on = {
  switch: { on: true, reason: 'Agreed with the council', at: '2026-11-18T08:00:00Z', by: 'Hana' },
  model,
  distribution: [],
}
const person = {
  ...{ personId: 7, code: 'A7', name: 'Omar', average: false, chance: 0.24 },
  ...{ lower: 0.17, upper: 0.33, madeAt: '2026-11-19T08:00:00Z', talks: [] },
  expiresAt: '2027-01-03T08:00:00Z',
  parts: [
    { name: 'source: Campus', value: 1, mean: 0.2, points: 0.03, actionable: false },
    { name: 'nights', value: 0.5, mean: 0.2, points: 0.021, actionable: true },
  ],
}

describe('early warning', () => {
  it('is off until somebody says why', async () => {
    const { user, requests } = await openApp('/careers/warning', {
      me: HR,
      handlers: { 'GET /warnings': () => off, 'PUT /warnings/switch': () => on },
    })
    await screen.findByRole('region', { name: 'It is off' })
    expect(screen.queryByText('Whom to talk with')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Switch on' }))
    const dialogue = await screen.findByRole('dialog', { name: 'Switch on' })
    const send = within(dialogue).getByRole('button', { name: 'Switch on' })
    expect(send).toBeDisabled()
    await user.type(within(dialogue).getByLabelText(/^Why/), 'Agreed with the council')
    await user.click(send)
    expect(await lastBody(requests, 'PUT', '/warnings/switch')).toEqual({
      on: true,
      reason: 'Agreed with the council',
    })
  })

  it('says whom to talk with, why, and what to ask', async () => {
    const { user, requests } = await openApp('/careers/warning', {
      me: HR,
      handlers: {
        'GET /warnings': () => on,
        'GET /warnings/people': () => ({ items: [person] }),
        'POST /warnings/people/7/talks': () => ({}),
      },
    })
    const people = await screen.findByRole('region', { name: 'Whom to talk with' })
    expect(
      await within(people).findByText(/about 24 leave within three months \(17 to 33\)/),
    ).toBeVisible()
    expect(
      within(people).getByText(/Share of night shifts: 50%, the mean is 20%. Adds 2.1/),
    ).toBeVisible()
    expect(within(people).getByText(/How do you cope with the nights/)).toBeVisible()
    expect(screen.getByRole('row', { name: /English/ })).toHaveTextContent('hidden')
    await user.click(within(people).getByRole('button', { name: 'We have talked: Omar' }))
    await user.selectOptions(await screen.findByLabelText('What came of it?'), 'agreed')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await lastBody(requests, 'POST', '/warnings/people/7/talks')).toEqual({
      outcome: 'agreed',
      note: '',
    })
  })

  it('names nobody where the model failed', async () => {
    const failed = {
      ...model,
      shown: false,
      gates: [{ name: 'AUC, lower bound', value: 0.52, need: 'above 0.6', passed: false }],
    }
    const { requests } = await openApp('/careers/warning', {
      me: HR,
      handlers: { 'GET /warnings': () => ({ ...on, model: failed }) },
    })
    expect(await screen.findByText('Averages only')).toBeVisible()
    expect(screen.getByRole('row', { name: /AUC/ })).toHaveTextContent('failed')
    expect(screen.getByRole('heading', { name: 'Averages by tenure' })).toBeVisible()
    expect(requests.some(({ url }) => url.endsWith('/warnings/people'))).toBe(false)
  })
})
