import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json, PLANNER, problem } from '@/testing/server'
import './driver-page' // loaded before the clock of the first test runs
import './page'

const driver = {
  ...{ id: 4, version: 2, siteId: 1, queueIds: [7], code: 'mail', name: 'Mailing' },
  ...{ kind: 'campaign', unit: 'letters', measure: 'contacts' },
}
const values = [
  { date: '2026-11-02', value: 1200 },
  { date: '2026-11-04', value: 800, planned: true },
]
const handlers = {
  'GET /drivers': () => ({ items: [driver] }),
  'GET /queues': () => ({ items: [{ id: 7, siteId: 1, name: 'Billing' }] }),
  'GET /drivers/4/values': () => json({ values }, 200, { ETag: '"2"' }),
  'PUT /drivers/4/values': () => json({ values }, 200, { ETag: '"3"' }),
}
const PAGE = '/drivers/4?from=2026-11-01&to=2026-11-07'
const field = (name: string) => screen.getByLabelText(name)

describe('the register of drivers', () => {
  it('says what each moves, and leads to its values', async () => {
    await openApp('/drivers', { handlers })
    const row = await screen.findByRole('row', { name: /Mailing/ })
    await waitFor(() => expect(row).toHaveTextContent('Billing'))
    expect(row).toHaveTextContent('Campaign')
    expect(within(row).getByRole('link', { name: 'Values: Mailing' })).toHaveAttribute(
      'href',
      '/drivers/4',
    )
  })

  it('takes a new one', async () => {
    const { user, requests } = await openApp('/drivers?edit=new', {
      handlers: {
        ...handlers,
        'POST /drivers': async (request: Request) => ({
          id: 5,
          version: 1,
          ...(await request.json()),
        }),
      },
    })
    const form = within(await screen.findByRole('dialog'))
    await user.type(form.getByLabelText(/^Name/), 'Bot share')
    await user.type(form.getByLabelText(/^Code/), 'bot')
    await user.selectOptions(form.getByLabelText('Kind'), 'Deflection')
    await user.selectOptions(form.getByLabelText('Moves'), 'Contacts and handle time')
    await user.click(form.getByRole('combobox', { name: /Site/ }))
    await user.keyboard('{ArrowDown}{Enter}')
    await user.click(form.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved: Bot share')
    expect(await lastBody(requests, 'POST', '/drivers')).toMatchObject({
      ...{ code: 'bot', kind: 'deflection', measure: 'both', siteId: 1, queueIds: [] },
    })
  })
})

describe('the values of a driver', () => {
  it('stand on a sheet and in a picture, planned ones told apart', async () => {
    await openApp(PAGE, { handlers })
    expect(await screen.findByRole('img', { name: 'Mailing by day' })).toBeVisible()
    expect(field('Mon, Nov 2, letters')).toHaveValue('1200')
    expect(screen.getByRole('row', { name: /Wed, Nov 4/ })).toHaveTextContent(
      /Planned|Not confirmed/,
    )
  })

  it('have the effect that the last forecast of each queue learnt', async () => {
    await openApp(PAGE, {
      handlers: {
        ...handlers,
        'GET /forecasts': () => ({
          items: [
            { id: 12, queueId: 7, state: 'failed' },
            { id: 11, queueId: 7, state: 'done' },
          ],
        }),
        'GET /forecasts/11/effects': () => ({
          drivers: [
            {
              ...{ code: 'mail', name: 'Mailing', measure: 'contacts', used: true, assumed: 0 },
              ...{ reason: 'proved', with: 0.04, without: 0.06 },
            },
          ],
          effects: [
            {
              ...{ kind: 'driver', code: 'mail', name: 'Mailing', measure: 'contacts', days: 40 },
              ...{ effectPct: 6.5, lo: 5, hi: 8, perUnit: 1000, unit: 'letters' },
            },
          ],
        }),
      },
    })
    const row = await screen.findByRole('row', { name: /^Billing/ })
    expect(row).toHaveTextContent('Used: it proved itself+6.5% for 1,000 letters+5% – +8%406% → 4%')
  })

  it('are saved together, of the version that was read', async () => {
    const { user, requests } = await openApp(PAGE, { handlers })
    await user.type(await screen.findByLabelText('Tue, Nov 3, letters'), '90')
    await user.clear(field('Mon, Nov 2, letters'))
    await user.click(screen.getByRole('button', { name: 'Save 2 changes' }))
    await screen.findByText('2 days saved')
    const sent = (await lastBody(requests, 'PUT', '/values')) as { values: { date: string }[] }
    expect(sent.values.map(({ date }) => date)).toEqual(['2026-11-03', '2026-11-04'])
    const put = requests.find(({ method }) => method === 'PUT')
    expect(put?.headers.get('If-Match')).toBe('"2"')
    expect(put?.url).toContain('from=2026-11-01&to=2026-11-07')
  })

  it('are pasted from a spreadsheet, a column or days and values', async () => {
    await openApp(PAGE, { handlers })
    const start = await screen.findByLabelText('Thu, Nov 5, letters')
    const paste = (text: string) =>
      fireEvent.paste(start, { clipboardData: { getData: () => text } })
    paste('10\n20\n30\n40\n')
    expect(field('Sat, Nov 7, letters')).toHaveValue('30')
    expect(await screen.findByText('3 days pasted. 1 day is not on this sheet.')).toBeVisible()
    paste('date\tsends\n2026/11/1\t1,500\n2026/11/2\tmany')
    expect(field('Sun, Nov 1, letters')).toHaveValue('1500')
    expect(
      await screen.findByText('1 day pasted. Line 3 not understood: “2026/11/2 many”.', {
        normalizer: (text) => text.replace(/\s+/g, ' '),
      }),
    ).toBeVisible()
  })

  it('cannot be saved while one is no figure', async () => {
    const { user } = await openApp(PAGE, { handlers })
    await user.type(await screen.findByLabelText('Tue, Nov 3, letters'), 'many')
    expect(field('Tue, Nov 3, letters')).toBeInvalid()
    expect(screen.getByRole('button', { name: /^Save/ })).toBeDisabled()
  })

  it('are walked through by Enter and the arrows', async () => {
    const { user } = await openApp(PAGE, { handlers })
    await user.click(await screen.findByLabelText('Tue, Nov 3, letters'))
    await user.keyboard('5{Enter}6{ArrowUp}')
    expect(field('Tue, Nov 3, letters')).toHaveFocus()
    expect(field('Wed, Nov 4, letters')).toHaveValue('6')
  })

  it('are kept on screen when somebody was faster', async () => {
    const { user } = await openApp(PAGE, {
      handlers: {
        ...handlers,
        'PUT /drivers/4/values': () =>
          problem(412, { title: 'Precondition Failed', have: 3, want: 2 }),
      },
    })
    await user.type(await screen.findByLabelText('Tue, Nov 3, letters'), '90')
    await user.click(screen.getByRole('button', { name: 'Save 1 change' }))
    expect(await screen.findByText('Somebody changed this driver meanwhile')).toBeVisible()
    expect(field('Tue, Nov 3, letters')).toHaveValue('90')
  })

  it('come from a file after a look at what it would do', async () => {
    const outcome = { dryRun: true, written: false, rows: 2, added: 1, changed: 1, errors: [] }
    const asked: (string | null)[] = []
    const { user } = await openApp(`${PAGE}&file=true`, {
      handlers: {
        ...handlers,
        'POST /drivers/4/values/import': (_: Request, url: URL) => {
          asked.push(url.searchParams.get('dryRun'))
          return { ...outcome, first: '2026-11-05', last: '2026-11-06' }
        },
      },
    })
    const drawer = await screen.findByRole('dialog')
    await user.upload(
      within(drawer).getByLabelText(/Drop the file here/),
      new File(['date,value\n2026-11-05,8\n'], 'mail.csv', { type: 'text/csv' }),
    )
    await user.click(await screen.findByRole('button', { name: 'Take 2 days over' }))
    await screen.findByText('Days added: 1, changed: 1')
    expect(asked).toEqual(['true', 'false'])
  })

  it('of a wrong file are refused with every cell', async () => {
    const errors = [{ line: 2, column: 'value', found: 'x', expected: 'a number' }]
    const { user } = await openApp(`${PAGE}&file=true`, {
      handlers: {
        ...handlers,
        'POST /drivers/4/values/import': () => ({
          ...{ dryRun: true, written: false, rows: 0, added: 0, changed: 0, errors },
        }),
      },
    })
    const drawer = await screen.findByRole('dialog')
    await user.upload(
      within(drawer).getByLabelText(/Drop the file here/),
      new File(['date,value\n2026-11-05,x\n'], 'mail.csv', { type: 'text/csv' }),
    )
    expect(await screen.findByRole('row', { name: /value x a number/ })).toBeVisible()
    expect(screen.queryByRole('button', { name: /Take/ })).not.toBeInTheDocument()
  })

  it('can only be read by those who may not plan demand', async () => {
    const me = { ...PLANNER, permissions: ['workforce:read', 'demand:read'] }
    await openApp(PAGE, { me, handlers })
    expect(await screen.findByLabelText('Mon, Nov 2, letters')).toHaveAttribute('readonly')
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument()
  })
})
