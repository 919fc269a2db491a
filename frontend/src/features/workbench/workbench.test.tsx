import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { problem } from '@/testing/server'

const FIGURES = {
  erlangs: 16,
  serviceLevel: 0.8,
  levels: {
    sl_excl_short: 0.8,
    sl_offered: 0.78,
    sl_ab_as_ok: 0.82,
    sl_answered: 0.83,
    sl_virtual: 0.81,
  },
  pWait: 0.4,
  asaS: 9.1,
  meanWaitS: 10,
  pAbandon: 0.05,
  pBlock: 0,
  occupancy: 0.88,
  queueLength: 0.7,
  attempts: 1,
  pLost: 0.05,
  unstable: false,
}
const SETTING = {
  contacts: 120,
  intervalS: 1800,
  ahtS: 240,
  agents: 17.24,
  patienceS: 120,
  thresholdS: 20,
  slVariant: 'sl_excl_short',
}
const SOLUTION = {
  formula: 'Erlang A',
  found: {
    value: 17.24,
    from: 17.24,
    binding: 'service_level',
    whole: 18,
    atWhole: { ...FIGURES, serviceLevel: 0.846 },
  },
  setting: SETTING,
  figures: FIGURES,
  percentiles: [{ share: 0.5, waitS: 0 }, { share: 0.9, waitS: 31.4 }, { share: 0.99 }],
}
const columns = [
  'serviceLevel',
  'sl_excl_short',
  'sl_offered',
  'sl_ab_as_ok',
  'sl_answered',
  'sl_virtual',
  'asaS',
  'pAbandon',
  'pBlock',
  'occupancy',
  'queueLength',
]
const CURVES = {
  formula: 'Erlang A',
  value: [17, 18],
  ...Object.fromEntries(columns.map((name) => [name, [0.7, 0.8]])),
}
const handlers = { 'POST /erlang/solutions': () => SOLUTION, 'POST /erlang/curves': () => CURVES }

describe('the workbench', () => {
  it('finds the people for a promise, exactly and as a whole number', async () => {
    await openApp('/workbench', { handlers })
    expect(await screen.findByText('18 agents')).toBeVisible()
    expect(screen.getByText(/Exactly 17.24. What decides: Service level./)).toBeVisible()
    const table = screen.getByRole('table', { name: 'How the queue does' })
    expect(within(table).getByRole('row', { name: 'Service level 80% 84.6%' })).toBeVisible()
    expect(screen.getByRole('row', { name: /Of all offered.* 78%/ })).toBeVisible()
    expect(screen.getByRole('row', { name: '99% no end' })).toBeVisible()
    expect(await screen.findByRole('img', { name: 'Service level over Agents' })).toBeVisible()
  })

  it('looks for another unknown, and keeps what was found as given', async () => {
    const { user, requests } = await openApp('/workbench', { handlers })
    await screen.findByText('18 agents')
    await user.selectOptions(screen.getByRole('combobox', { name: /^Handle time: given/ }), 'Find')
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/erlang/solutions')).toMatchObject({
        unknown: 'aht',
        setting: { agents: 18 },
      }),
    )
  })

  it('staffs chats by how many each person holds', async () => {
    const { user, requests } = await openApp('/workbench', { handlers })
    await screen.findByText('18 agents')
    const field = screen.getByRole('textbox', { name: 'Contacts at once, each' })
    await user.clear(field)
    await user.type(field, '3')
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/erlang/solutions')).toMatchObject({
        setting: { concurrencyAhtS: [240, 288, 336] },
      }),
    )
    expect(screen.queryByRole('textbox', { name: 'Try again' })).not.toBeInTheDocument()
  })

  it('promises a second figure', async () => {
    const { user, requests } = await openApp('/workbench', { handlers })
    await screen.findByText('18 agents')
    await user.selectOptions(
      screen.getByRole('combobox', { name: /^Gives up: computed/ }),
      'Promised',
    )
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/erlang/solutions')).toMatchObject({
        goals: [
          { measure: 'service_level', target: 0.8 },
          { measure: 'abandonment', target: 0.05 },
        ],
      }),
    )
  })

  it('says at the promise why it cannot be kept', async () => {
    const refusal = {
      errors: [
        {
          location: 'body.goals.service_level',
          message: 'no',
          code: 'out_of_reach',
          found: '0.61',
          expected: '0.8',
        },
      ],
    }
    await openApp('/workbench', {
      handlers: { ...handlers, 'POST /erlang/solutions': () => problem(422, refusal) },
    })
    expect(await screen.findByText('No value gives this; the best is 61%.')).toBeVisible()
    expect(screen.getByText('No answer with these inputs')).toBeVisible()
  })

  it('shows what a link says, with a second setting beside it', async () => {
    const { user, requests } = await openApp(
      '/workbench?a=volume-60_find-agents_service-0.9&b=volume-90_find-agents_service-0.9',
      { handlers },
    )
    await screen.findAllByText('18 agents')
    const asked = await Promise.all(
      requests
        .filter(({ url }) => url.endsWith('/erlang/solutions'))
        .map((one) => one.clone().json()),
    )
    expect(asked.map(({ setting }) => setting.contacts).toSorted()).toEqual([60, 90])
    expect(screen.getByRole('columnheader', { name: 'B − A' })).toBeVisible()
    expect(screen.getByRole('textbox', { name: 'Contacts' })).toHaveValue('60')
    await user.click(screen.getByRole('radio', { name: 'B' }))
    expect(await screen.findByRole('heading', { name: 'Setting B' })).toBeVisible()
    expect(screen.getByRole('textbox', { name: 'Contacts' })).toHaveValue('90')
  })
})
