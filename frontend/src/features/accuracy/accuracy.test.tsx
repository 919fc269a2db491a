import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { AccuracyRow, AccuracyScore } from '@/api/types'
import { openApp } from '@/testing/render'
import './page' // loaded before the clock of the first test runs

const score = (over: Partial<AccuracyScore> = {}): AccuracyScore => ({
  ...{ wape: 0.061, dayWape: 0.045, bias: 0.034, mase: 0.72, n: 1344, days: 56 },
  ...{ naiveWape: 0.091, modelValue: 0.03, plannerWape: 0.055, plannerValue: 0.006 },
  ...{ rehearsedDays: 14, adjustedDays: 3, contacts: 120_000 },
  coverage: [
    { level: 0.8, share: 0.79, n: 1344 },
    { level: 0.95, share: 0.81, n: 1344 },
  ],
  ...over,
})
const row = (key: string, label: string, over: Partial<AccuracyScore> = {}): AccuracyRow => ({
  key,
  label,
  ...score(over),
})
const nothing = {
  ...{ n: 0, days: 0, rehearsedDays: 0, adjustedDays: 0, contacts: 0, coverage: [] },
}
const ROWS: Record<string, AccuracyRow[]> = {
  lead: [row('1', 'x'), row('2-7', 'x', { wape: 0.08 }), { key: '43+', label: 'x', ...nothing }],
  queue: [row('7', 'Billing')],
  weekday: [row('1', 'Monday'), row('7', 'Sunday')],
  day: [row('2026-11-02', 'x'), row('2026-11-03', 'x')],
  slot: [row('08:00', 'x'), row('08:30', 'x')],
  week: [row('2026-11-02', 'x')],
}
const drift = {
  alarms: [
    {
      ...{ queueId: 7, queueCode: 'BIL', queueName: 'Billing', siteId: 1, side: 'too_low' },
      ...{ since: '2026-11-03', days: 9, statistic: 8.1, limit: 6.2 },
      ...{ bias: -0.12, wape: 0.14, usualWape: 0.06, why: 'in English' },
    },
  ],
  steady: [],
}
const adjusted = (key: string, over: object) => ({
  ...{ key, label: '', adjustments: 6, scored: 5, helped: 4, contacts: 9000, days: 12 },
  ...{
    measure: 'contacts',
    intervals: 288,
    verdict: 'helped',
    wapeWith: 0.05,
    wapeWithout: 0.07,
    gain: 0.02,
  },
  ...over,
})
const handlers = {
  'GET /adjustments/scores': (_: Request, url: URL) => {
    const by = url.searchParams.get('by')
    const rows =
      by === 'type'
        ? [adjusted('campaign', { label: 'campaign', verdict: 'open' })]
        : [
            adjusted('1', { label: 'Li Na', lo: 0.004, hi: 0.036 }),
            adjusted('0', { verdict: 'hurt', gain: -0.01 }),
          ]
    return { by, from: '2026-08-18', to: '2026-11-15', rows, totals: {} }
  },
  'GET /queues': () => ({ items: [{ id: 7, siteId: 1, name: 'Billing' }] }),
  'GET /accuracy/drift': () => drift,
  'GET /accuracy': (_: Request, url: URL) => {
    const by = url.searchParams.get('by') ?? 'lead'
    return { from: '2026-08-18', to: '2026-11-15', lead: 1, by, rows: ROWS[by], totals: score() }
  },
}
const asked = (requests: readonly Request[]) =>
  requests
    .map(({ url }) => new URL(url))
    .filter(({ pathname }) => pathname.endsWith('/accuracy'))
    .at(-1)?.searchParams

describe('the accuracy of forecasts', () => {
  it('says in words what the figures mean', async () => {
    await openApp('/accuracy', { handlers })
    const totals = await screen.findByRole('region', { name: 'All in sight' })
    expect(totals).toHaveTextContent('6.1%')
    expect(totals).toHaveTextContent('+3.4%Too many were forecast')
    expect(totals).toHaveTextContent('0.72Better than last week again')
    expect(totals).toHaveTextContent('79% in the 80% bandAs it says')
    expect(totals).toHaveTextContent('81% in the 95% bandBand too narrow')
    expect(totals).toHaveTextContent('14 of them were forecast afterwards')
  })

  it('shows what the forecast gained over last week, and planners over the forecast', async () => {
    await openApp('/accuracy', { handlers })
    const value = await screen.findByRole('region', { name: 'What forecasting gained' })
    expect(
      within(value)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([
      'Last week again9.1%',
      'Forecast6.1%3 points better',
      'With adjustments5.5%0.6 points better',
    ])
  })

  it('tells whose adjustments helped, and of which type', async () => {
    const { user } = await openApp('/accuracy', { handlers })
    const panel = await screen.findByRole('region', { name: 'Did adjustments help?' })
    expect(await within(panel).findByRole('row', { name: /Li Na/ })).toHaveTextContent(
      'Helped4 of 57%5%+29,000',
    )
    expect(within(panel).getByRole('row', { name: /Muster/ })).toHaveTextContent('Made it worse')
    await user.click(within(panel).getByRole('radio', { name: 'Type' }))
    expect(await within(panel).findByRole('row', { name: /Campaign/ })).toHaveTextContent(
      'Too few to say',
    )
  })

  it('scores adjustments of handle time beside those of contacts', async () => {
    const rows = [
      adjusted('1', { label: 'Li Na' }),
      adjusted('1', { label: 'Li Na', measure: 'handle_time', verdict: 'hurt' }),
    ]
    await openApp('/accuracy', {
      handlers: {
        ...handlers,
        'GET /adjustments/scores': () => ({
          ...{ by: 'author', from: '2026-08-18', to: '2026-11-15', totals: {}, handleTime: {} },
          rows,
        }),
      },
    })
    expect(await screen.findByRole('row', { name: /^Li Na Handle time/ })).toHaveTextContent(
      'Made it worse',
    )
    expect(screen.getByRole('row', { name: /^Li Na Contacts/ })).toHaveTextContent('Helped')
  })

  it('goes by lead time first, and says why a figure is missing', async () => {
    await openApp('/accuracy', { handlers })
    const far = await screen.findByRole('row', { name: /^43\+ days ahead/ })
    expect(screen.getByRole('row', { name: /^2–7 days ahead/ })).toHaveTextContent('8%')
    expect(within(far).getAllByTitle('Nothing has been scored here yet').length).toBeGreaterThan(3)
    expect(far).not.toHaveTextContent('0%')
  })

  it.each([
    ['Weekday', 'weekday', 'Sunday'],
    ['Time of day', 'slot', '08:30'],
    ['Day', 'day', 'Tue, Nov 3'],
    ['Week', 'week', 'Week of Nov 2, 2026'],
    ['Queue', 'queue', 'Billing'],
  ])('goes by %s as well', async (tab, by, name) => {
    const { user, requests } = await openApp('/accuracy', { handlers })
    await user.click(await screen.findByRole('tab', { name: tab }))
    expect(await screen.findByRole('rowheader', { name })).toBeVisible()
    expect(asked(requests)?.get('by')).toBe(by)
  })

  it('draws days and hours as a line', async () => {
    await openApp('/accuracy?by=day', { handlers })
    expect(await screen.findByRole('img', { name: 'Error and lean by Day' })).toBeVisible()
  })

  it('asks of the site on screen, or of the queues that are named', async () => {
    const { user, requests } = await openApp('/accuracy?by=queue', { handlers })
    await user.click(await screen.findByRole('button', { name: 'Billing' }))
    await waitFor(() => expect(asked(requests)?.getAll('queues')).toEqual(['7']))
    expect(asked(requests)?.get('by')).toBe('day')
    expect(asked(requests)?.has('site')).toBe(false)
  })

  it('counts only forecasts made long enough ahead', async () => {
    const { user, requests, router } = await openApp('/accuracy', { handlers })
    await user.selectOptions(
      await screen.findByLabelText('Forecasts made'),
      'at least 14 days ahead',
    )
    await waitFor(() => expect(asked(requests)?.get('lead')).toBe('14'))
    expect(router.state.location.search).toMatchObject({ lead: 14 })
  })

  it('warns of queues that drift, and leads to their days', async () => {
    const { user, router } = await openApp('/accuracy', { handlers })
    const alarm = await screen.findByRole('alert')
    expect(alarm).toHaveTextContent(
      'Billing: too few contacts have been forecast since Nov 3, 2026',
    )
    expect(alarm).toHaveTextContent('Lean -12%; error of days 14%, where 6% is usual.')
    await user.click(within(alarm).getByRole('button', { name: 'Look at its days' }))
    expect(router.state.location.search).toMatchObject({ queues: [7], by: 'day' })
  })

  it('says where no forecast has met what came', async () => {
    await openApp('/accuracy', {
      handlers: {
        ...handlers,
        'GET /accuracy/drift': () => ({ alarms: [], steady: [{}, {}] }),
        'GET /accuracy': () => ({
          ...{ from: '2026-08-18', to: '2026-11-15', lead: 7, by: 'lead', rows: [] },
          totals: nothing,
        }),
      },
    })
    expect(await screen.findByText('No forecast has met what came')).toBeVisible()
    expect(screen.getByText('2 queues are watched, and none drifts')).toBeVisible()
    expect(screen.queryByRole('tab')).not.toBeInTheDocument()
  })
})
