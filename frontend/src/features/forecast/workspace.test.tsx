import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json } from '@/testing/server'
import { ADJUSTMENT, FORECAST, HANDLERS, INTERVALS } from './testing/server'

// what draws needs a canvas, which jsdom has not; what lies on it has tests of its own
vi.mock('./chart', () => ({
  Chart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}))

const LOCK = {
  id: 6,
  forecastId: 8,
  queueId: 4,
  siteId: 1,
  name: 'Acme, week 48',
  note: '',
  zone: 'Asia/Shanghai',
  intervalMin: 30,
  from: '2026-11-23',
  days: 7,
  adjustments: [],
  hash: 'h',
  createdAt: '2026-11-20T02:00:00Z',
  createdBy: 1,
  createdByName: 'Li Na',
}
const DRIVER = {
  code: 'MAIL',
  name: 'Letters sent',
  measure: 'contacts',
  used: true,
  reason: 'proved',
  with: 0.05,
  without: 0.06,
  assumed: 0,
}
const EFFECT = {
  kind: 'month',
  name: 'business_days_left_1',
  measure: 'contacts',
  effectPct: 12,
  lo: 8,
  hi: 16,
  days: 9,
}
const handlers = {
  ...HANDLERS,
  'GET /adjustments': () => ({ items: [ADJUSTMENT] }),
  'GET /forecast-locks': () => ({ items: [LOCK] }),
  'GET /forecast-locks/6/intervals': () => INTERVALS,
  'GET /forecasts/9/effects': () => ({ effects: [EFFECT], drivers: [DRIVER] }),
}

describe('adjusting', () => {
  it('lists what was changed, by whom and why, and switches it off', async () => {
    const { user, requests } = await openApp('/forecast/9', {
      handlers: {
        ...handlers,
        'PUT /adjustments/3': () => ({ ...ADJUSTMENT, version: 3, active: false }),
      },
    })
    const list = await screen.findByRole('list', { name: /Adjustments, in the order/ })
    const row = await within(list).findByText('+20% contacts')
    expect(row).toBeVisible()
    expect(list).toHaveTextContent('Mon, Nov 23 09:00 – 10:00')
    expect(list).toHaveTextContent('Campaign · Li Na')
    await user.click(within(list).getByRole('switch', { name: /In force: \+20% contacts/ }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'PUT', '/adjustments/3')).toMatchObject({
        active: false,
        value: 1.2,
      }),
    )
    const put = requests.find(({ method }) => method === 'PUT')
    expect(put?.headers.get('If-Match')).toBe('"2"')
    await waitFor(() => expect(screen.getByRole('button', { name: 'Undo' })).toBeEnabled())
  })

  it('goes without a drag: a day, per cents, a reason', async () => {
    const { user, requests } = await openApp('/forecast/9', {
      handlers: {
        ...handlers,
        'POST /adjustments': () => json({ items: [{ ...ADJUSTMENT, id: 5 }] }, 201),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'New adjustment' }))
    const form = await screen.findByRole('form', { name: 'New adjustment' })
    await user.click(within(form).getByRole('button', { name: '10 per cent more' }))
    expect(within(form).getByRole('status')).toHaveTextContent('13 → 14 (+10%)')
    expect(within(form).getByRole('status')).toHaveTextContent('80% band: 11 – 17')
    await user.type(within(form).getByRole('textbox', { name: 'Reason' }), 'Second letter')
    await user.click(within(form).getByRole('button', { name: 'Adjust' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/adjustments')).toMatchObject({
        queueIds: [4],
        measure: 'contacts',
        operation: 'multiply',
        value: 1.1,
        from: '2026-11-23T01:00:00.000Z',
        to: '2026-11-23T02:00:00.000Z',
        type: 'campaign',
        reason: 'Second letter',
        active: true,
      }),
    )
  })

  it('asks for the same effect another way when the operation changes', async () => {
    const { user } = await openApp('/forecast/9', { handlers })
    await user.click(await screen.findByRole('button', { name: 'New adjustment' }))
    const form = await screen.findByRole('form', { name: 'New adjustment' })
    await user.click(within(form).getByRole('button', { name: '10 per cent more' }))
    await user.click(within(form).getByRole('radio', { name: 'Set' }))
    expect(
      within(form).getByRole('textbox', { name: 'Contacts over the whole range' }),
    ).toHaveValue('13.8')
  })
})

describe('an adjustment whose days are over', () => {
  it('says whether it helped', async () => {
    const row = { adjustment: ADJUSTMENT, key: '3', wapeWith: 0.08, wapeWithout: 0.12 }
    await openApp('/forecast/9', {
      handlers: {
        ...handlers,
        // the pretended day of the forecast is past whenever this runs after it
        'GET /forecasts/9': () => ({ ...FORECAST, from: '2025-11-24' }),
        'GET /adjustments/scores': () => ({ by: 'adjustment', rows: [row] }),
      },
    })
    expect(await screen.findByText('Helped: error 8%, 12% without it')).toBeVisible()
  })
})

describe('comparing', () => {
  it('locks the forecast under a name', async () => {
    const { user, requests } = await openApp('/forecast/9?panel=compare', {
      handlers: { ...handlers, 'POST /forecasts/9/locks': () => json(LOCK, 201) },
    })
    await user.click(await screen.findByRole('button', { name: 'Lock' }))
    const dialog = await screen.findByRole('dialog', { name: 'Lock' })
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Acme, week 49')
    await user.click(within(dialog).getByRole('button', { name: 'Lock this forecast' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/forecasts/9/locks')).toEqual({
        name: 'Acme, week 49',
        note: '',
      }),
    )
  })

  it('sets a lock beside the forecast, by day, with the error of each', async () => {
    const side = { contacts: [], forecastId: 9 }
    const { user } = await openApp('/forecast/9?panel=compare', {
      handlers: {
        ...handlers,
        'GET /forecasts/9/comparison': (_request, url) => ({
          a: { ...side, score: { wape: 0.1, bias: 0.02, n: 2 } },
          b: {
            ...side,
            lockId: Number(url.searchParams.get('lock')),
            name: LOCK.name,
            score: { wape: 0.2, bias: -0.05, n: 2 },
          },
          intervalMin: 30,
          zone: 'Asia/Shanghai',
          start: [],
          actual: [],
          days: [
            { first: '2026-11-23', last: '2026-11-23', a: 100, b: 90, difference: -10, actual: 98 },
          ],
          weeks: [],
        }),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Compare with Acme, week 48' }))
    expect(await screen.findByText(/Error 20%, bias -5%/)).toBeVisible()
    const table = await screen.findByRole('region', { name: 'Table: Difference' })
    expect(table).toHaveTextContent('11/23-101009098')
  })
})

describe('trying out', () => {
  it('asks what would come, and says by how much the days change', async () => {
    const { user, requests } = await openApp('/forecast/9?panel=whatif', {
      handlers: {
        ...handlers,
        'POST /forecasts/9/preview': () => ({
          ...INTERVALS,
          contacts: [15, 0],
          days: [],
          weeks: [],
          effects: [],
          idle: [],
          changed: false,
        }),
      },
    })
    const slider = await screen.findByRole('slider', { name: /Letters sent/ })
    slider.focus()
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect(await screen.findByText(/12.5|13 →/)).toBeVisible()
    await waitFor(() => expect(screen.getByText(/\(\+20%\)/, { selector: 'span' })).toBeVisible())
    expect(await lastBody(requests, 'POST', '/forecasts/9/preview')).toEqual({
      drivers: [{ code: 'MAIL', scale: 1.1 }],
      events: [],
    })
    await user.click(screen.getByRole('button', { name: 'As planned' }))
    await waitFor(() => expect(screen.queryByText(/\(\+20%\)/)).toBeNull())
  })

  it('says what was learnt of the queue in words', async () => {
    await openApp('/forecast/9?panel=whatif', { handlers })
    const list = await screen.findByRole('list', { name: 'What moves this queue' })
    expect(list).toHaveTextContent('1 business day before the month ends+12%')
    expect(list).toHaveTextContent('+8% … +16% · seen on 9 days')
  })
})

describe('going on from a run', () => {
  it('forecasts the same queue again in one step, and keeps what was on screen', async () => {
    const { user, requests, router } = await openApp('/forecast/9?measure=workload&past=[1]', {
      handlers: {
        ...handlers,
        'POST /forecasts': () => json({ forecastIds: [10], jobId: 3 }, 202),
        'GET /forecasts/10': () => ({ ...FORECAST, id: 10, state: 'queued' }),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Forecast again' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/forecasts')).toMatchObject({ queueIds: [4] }),
    )
    await waitFor(() => expect(router.state.location.pathname).toBe('/forecast/10'))
    expect(router.state.location.search).toMatchObject({ measure: 'workload', past: [1], job: 3 })
  })

  it('is another order each time, so that the server makes another run', async () => {
    const { user, requests, router } = await openApp('/forecast/9', {
      handlers: {
        ...handlers,
        'POST /forecasts': () => json({ forecastIds: [9], jobId: 3 }, 202),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Forecast again' }))
    await waitFor(() => expect(router.state.location.search).toMatchObject({ job: 3 }))
    await user.click(await screen.findByRole('button', { name: 'Forecast again' }))
    const orders = () =>
      requests.filter(({ method, url }) => method === 'POST' && /\/forecasts$/.test(url))
    await waitFor(() => expect(orders()).toHaveLength(2))
    const keys = orders().map(({ headers }) => headers.get('Idempotency-Key'))
    expect(new Set(keys).size).toBe(2)
  })
})
