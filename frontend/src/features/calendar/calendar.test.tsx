import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json, PLANNER, problem, SITES } from '@/testing/server'
import './page' // loaded before the clock of the first test runs

const days = [
  { date: '2026-10-01', kind: 'holiday', name: '国庆节' },
  { date: '2026-10-02', kind: 'holiday', name: '国庆节' },
  { date: '2026-11-11', kind: 'event', name: 'Sale', eventType: 'campaign', upliftPct: 40 },
]
const handlers = {
  'GET /calendars': () => ({
    items: [{ id: 2, version: 6, code: 'CN', name: 'China', region: 'cn' }],
  }),
  'GET /calendars/2/days': (_: Request, url: URL) =>
    json({ days: url.searchParams.get('year') === '2026' ? days : [] }, 200, { ETag: '"6"' }),
  'PUT /calendars/2/days': () => json({ days }, 200, { ETag: '"7"' }),
}
const year = () => screen.findByRole('region', { name: 'Special days of 2026' })
const fill = async (
  user: Awaited<ReturnType<typeof openApp>>['user'],
  name: RegExp,
  value: string,
) => {
  const field = within(screen.getByRole('dialog')).getByLabelText(name)
  await user.clear(field)
  await user.type(field, value)
}

describe('a year of the calendar', () => {
  it('says on its days what they are, in the language on screen and as they are called', async () => {
    await openApp('/calendars/2?year=2026', { handlers })
    const months = await year()
    expect(
      within(months).getByLabelText('Thu, Oct 1: National Day 国庆节, Holiday'),
    ).toHaveTextContent('1H')
    expect(within(months).getAllByRole('table')).toHaveLength(12)
  })

  it('lists days in a row as one entry', async () => {
    await openApp('/calendars/2?year=2026', { handlers })
    const list = await screen.findByRole('region', { name: 'Entries of 2026' })
    const row = within(list).getByRole('row', { name: /National Day/ })
    expect(row).toHaveTextContent('Thu, Oct 1 – Fri, Oct 2')
    expect(screen.getByRole('row', { name: /Sale/ })).toHaveTextContent('+40%')
  })

  it('shows the kinds that are wanted only', async () => {
    const { user, router } = await openApp('/calendars/2?year=2026', { handlers })
    await user.click(await screen.findByRole('checkbox', { name: 'Event 1' }))
    await waitFor(() =>
      expect(screen.queryByRole('row', { name: /National Day/ })).not.toBeInTheDocument(),
    )
    expect(router.state.location.search).toMatchObject({ kinds: ['event'] })
    expect(within(await year()).getByLabelText('Thu, Oct 1')).toBeVisible()
  })

  it('is one of many', async () => {
    const { user, router } = await openApp('/calendars/2?year=2026', { handlers })
    await user.click(screen.getByRole('button', { name: 'Next year' }))
    await waitFor(() => expect(router.state.location.search).toMatchObject({ year: 2027 }))
    expect(await screen.findByText('No special days in 2027')).toBeVisible()
  })

  it('can begin with the statutory days of a region', async () => {
    const { user, requests } = await openApp('/calendars/2?year=2027', {
      handlers: { ...handlers, 'POST /calendars/2/seed': () => ({ added: 33 }) },
    })
    await user.click(await screen.findByRole('button', { name: 'Add statutory days' }))
    await user.click(await screen.findByRole('menuitem', { name: /China/ }))
    expect(await screen.findByText('33 days added')).toBeVisible()
    expect(await lastBody(requests, 'POST', '/seed')).toEqual({
      region: 'cn',
      from: '2027-01-01',
      to: '2027-12-31',
    })
  })

  it('takes the yearly notice from a file, after a look at what it would do', async () => {
    const asked: (string | null)[] = []
    const { user } = await openApp('/calendars/2?year=2027&file=true', {
      handlers: {
        ...handlers,
        'POST /calendars/2/import': (_: Request, url: URL) => {
          asked.push(url.searchParams.get('dryRun'))
          const dryRun = url.searchParams.get('dryRun') === 'true'
          return {
            ...{ format: 'notice', dryRun, written: !dryRun, added: 30, changed: 2, agreed: 1 },
            ...{ first: '2027-01-01', last: '2027-10-07', errors: [] },
            others: [{ date: '2027-05-06', kind: 'holiday', name: '劳动节' }],
          }
        },
      },
    })
    const drawer = within(await screen.findByRole('dialog'))
    const notice = new File(['{"year":2027,"days":[]}'], '2027.json', { type: 'application/json' })
    await user.upload(drawer.getByLabelText(/Drop the file here/), notice)
    expect(await drawer.findByText('May 6, 2027: Labour Day 劳动节, Holiday')).toBeVisible()
    await user.click(drawer.getByText('Take 32 days over'))
    await screen.findByText('Days added: 30, changed: 2')
    expect(asked).toEqual(['true', 'false'])
  })

  it('is found from the site on screen', async () => {
    const { router } = await openApp('/calendars?site=1', {
      handlers: {
        ...handlers,
        'GET /sites': () => ({ items: SITES.items.map((site) => ({ ...site, calendarId: 2 })) }),
      },
    })
    await waitFor(() => expect(router.state.location.pathname).toBe('/calendars/2'))
  })
})

describe('an event', () => {
  it('is added on the days that were drawn over', async () => {
    const { user, requests } = await openApp('/calendars/2?year=2026', { handlers })
    const months = await year()
    const day = (name: string) => within(months).getByLabelText(name)
    fireEvent.pointerDown(day('Fri, Dec 11'), { button: 0, buttons: 1, pointerType: 'mouse' })
    fireEvent.pointerOver(day('Sun, Dec 13'), { buttons: 1, pointerType: 'mouse' })
    fireEvent.pointerUp(day('Sun, Dec 13'), { pointerType: 'mouse' })
    const form = await screen.findByRole('dialog', { name: 'New entry' })
    expect(within(form).getByRole('textbox', { name: 'First day' })).toHaveValue('2026-12-11')
    await fill(user, /^Name/, 'Double twelve')
    await user.type(within(form).getByLabelText(/Type of event/), 'campaign')
    await user.type(within(form).getByLabelText(/Expected change/), '25')
    await user.click(within(form).getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('The calendar is saved')).toBeVisible()
    const { days: sent } = (await lastBody(requests, 'PUT', '/days')) ?? {}
    expect(sent).toHaveLength(6)
    expect((sent as unknown[]).at(-1)).toEqual({
      date: '2026-12-13',
      kind: 'event',
      name: 'Double twelve',
      eventType: 'campaign',
      upliftPct: 25,
    })
    expect(requests.find(({ method }) => method === 'PUT')?.headers.get('If-Match')).toBe('"6"')
  })

  it('is marked by keys as well', async () => {
    const { user, router } = await openApp('/calendars/2?year=2026', { handlers })
    const months = await year()
    within(months).getByLabelText('Thu, Jan 1').focus()
    await user.keyboard('{ArrowDown}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{Enter}')
    await waitFor(() =>
      expect(router.state.location.search).toMatchObject({
        add: true,
        from: '2026-01-08',
        to: '2026-01-10',
      }),
    )
  })

  it('may last over the end of the year, which changes both years at once', async () => {
    const { user, requests } = await openApp(
      '/calendars/2?year=2026&add=true&from=2026-12-30&to=2027-01-02',
      { handlers },
    )
    const form = await screen.findByRole('dialog', { name: 'New entry' })
    await fill(user, /^Name/, 'Between the years')
    await user.click(within(form).getByRole('button', { name: 'Save' }))
    await screen.findByText('The calendar is saved')
    const puts = requests.filter(({ method }) => method === 'PUT')
    expect(puts.map(({ url }) => new URL(url).search)).toEqual(['?year=2026&lastYear=2027'])
    expect(puts[0]?.headers.get('If-Match')).toBe('"6"')
    const { days: sent } = (await lastBody(requests, 'PUT', '/days')) ?? {}
    expect(sent).toHaveLength(days.length + 4)
    expect((sent as unknown[]).at(-1)).toMatchObject({ date: '2027-01-02' })
  })

  it('is deleted as a whole', async () => {
    const { user, requests } = await openApp('/calendars/2?year=2026', { handlers })
    await user.click(await screen.findByRole('button', { name: /^National Day/ }))
    const form = await screen.findByRole('dialog', { name: 'National Day 国庆节' })
    await user.click(within(form).getByRole('button', { name: 'Delete' }))
    await screen.findByText('Deleted: National Day 国庆节')
    expect(await lastBody(requests, 'PUT', '/days')).toEqual({ days: [days[2]] })
  })

  it('needs a name and days in order before the server is asked', async () => {
    const { user, requests } = await openApp(
      '/calendars/2?year=2026&add=true&from=2026-12-30&to=2026-12-01',
      { handlers },
    )
    await user.click(await screen.findByRole('button', { name: 'Save' }))
    expect(await screen.findByText('An event needs a name')).toBeVisible()
    expect(screen.getByText('The last day lies before the first')).toBeVisible()
    expect(requests.some(({ method }) => method === 'PUT')).toBe(false)
  })

  it('keeps what was typed when somebody was faster', async () => {
    let version = 6
    const { user, requests } = await openApp('/calendars/2?year=2026&entry=2026-11-11+event+Sale', {
      handlers: {
        ...handlers,
        'GET /calendars/2/days': () => json({ days }, 200, { ETag: `"${version}"` }),
        'PUT /calendars/2/days': (request: Request) =>
          request.headers.get('If-Match') === '"8"'
            ? json({ days }, 200, { ETag: '"9"' })
            : problem(412, { title: 'Precondition Failed', have: 8, want: 6 }),
      },
    })
    await screen.findByRole('dialog', { name: 'Sale' })
    await fill(user, /^Name/, 'Singles’ Day')
    await user.click(within(screen.getByRole('dialog')).getByText('Save'))
    version = 8
    await user.click(await screen.findByRole('button', { name: 'Load the newer calendar' }))
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument())
    expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveValue('Singles’ Day')
    await user.click(within(screen.getByRole('dialog')).getByText('Save'))
    await screen.findByText('The calendar is saved')
    expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(2)
  })

  it('has what was learnt of its type beside what is expected', async () => {
    const learnt = {
      ...{ type: 'campaign', days: 6, effectPct: 32.4, lo: 20, hi: 45, forecastId: 9 },
      occurrences: [{ date: '2025-11-11', name: 'Sale', observedPct: 38, contacts: 9, usual: 7 }],
    }
    const asked: string[] = []
    const { user } = await openApp('/calendars/2?year=2026&entry=2026-11-11+event+Sale', {
      handlers: {
        ...handlers,
        'GET /sites': () => ({ items: SITES.items.map((site) => ({ ...site, calendarId: 2 })) }),
        'GET /queues': () => ({ items: [{ id: 7, siteId: 1, name: 'Billing' }] }),
        'GET /queues/7/events': (_: Request, url: URL) => {
          asked.push(url.search)
          return { types: [learnt] }
        },
      },
    })
    const form = within(await screen.findByRole('dialog', { name: 'Sale' }))
    expect(
      await form.findByText('Billing: +32% was learnt from 6 days (+20% to +45%).'),
    ).toBeVisible()
    expect(form.getByText('Tue, Nov 11, 2025: +38% against the usual')).toBeVisible()
    expect(asked).toEqual(['?from=2024-01-01&to=2026-12-31'])
    expect(screen.getByRole('row', { name: /Sale/ })).toHaveTextContent('+40%+32%')
    await user.click(form.getByText('Expect what was learnt'))
    expect(form.getByLabelText(/Expected change/)).toHaveValue('32')
  })

  it('can only be read by those who may not change it', async () => {
    const me = { ...PLANNER, permissions: ['workforce:read'] }
    await openApp('/calendars/2?year=2026&entry=2026-11-11+event+Sale', { me, handlers })
    await screen.findByRole('dialog', { name: 'Sale' })
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Add an entry' })).not.toBeInTheDocument()
  })
})
