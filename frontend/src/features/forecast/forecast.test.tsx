import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json, problem } from '@/testing/server'
import { coverageOf } from './figures'
import { FORECAST, HANDLERS as handlers, INTERVALS } from './testing/server'

// what draws needs a canvas, which jsdom has not; what it paints is tested by itself
vi.mock('./chart', () => ({
  Chart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}))

const { score } = FORECAST.combination

describe('the list of forecasts', () => {
  it('says what goes there and the next action while there is none', async () => {
    await openApp('/forecast?site=1', {
      handlers: { ...handlers, 'GET /forecasts': () => ({ items: [] }) },
    })
    expect(await screen.findByText('No forecast yet')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Import history' })).toHaveAttribute(
      'href',
      expect.stringContaining('/import'),
    )
  })

  it('shows the forecasts of the site with their errors', async () => {
    await openApp('/forecast?site=1', { handlers })
    const row = await screen.findByRole('row', { name: /Sales line/ })
    expect(row).toHaveTextContent('17.5%')
    expect(within(row).getByRole('link', { name: 'Sales line' })).toHaveAttribute(
      'href',
      expect.stringContaining('/forecast/9'),
    )
  })

  it('leaves out forecasts of other sites', async () => {
    await openApp('/forecast?site=2', { handlers })
    expect(await screen.findByText('No forecast yet')).toBeVisible()
  })

  it('orders forecasts of the queues chosen, in whole weeks', async () => {
    const { user, requests } = await openApp('/forecast?site=1&queue=4&order=true', {
      handlers: {
        ...handlers,
        'POST /forecasts': () => json({ forecastIds: [9], jobId: 3 }, 202),
        'GET /jobs/3': () => problem(404, { title: 'Not Found' }),
      },
    })
    const dialog = await screen.findByRole('dialog', { name: 'Forecast queues' })
    const weeks = within(dialog).getByRole('textbox', { name: /Weeks/ })
    await user.clear(weeks)
    await user.type(weeks, '2')
    await user.click(within(dialog).getByRole('button', { name: 'Forecast' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/forecasts')).toMatchObject({
        queueIds: [4],
        days: 14,
      }),
    )
  })
})

describe('one forecast', () => {
  it('shows how much, how sure, and how good the method was', async () => {
    await openApp('/forecast/9', { handlers })
    expect(await screen.findByRole('heading', { level: 1, name: 'Sales line' })).toBeVisible()
    const figures = screen.getByLabelText('The forecast in figures')
    await waitFor(() => expect(figures).toHaveTextContent('80%: 800 – 1,000'))
    expect(figures).toHaveTextContent('-12.5%') // against the median: 0.175 / 0.2 - 1
    expect(figures).toHaveTextContent('81%')
    expect(await screen.findByRole('img', { name: /Contacts by Intervals/ })).toBeVisible()
  })

  it('says how far it can be relied on, and why no further', async () => {
    const reasons = [{ code: 'quality_day_errors', args: { percent: '31' }, text: 'days were off' }]
    const poor = { ...FORECAST, quality: { grade: 'poor' as const, reasons } }
    const { user } = await openApp('/forecast/9', {
      handlers: { ...handlers, 'GET /forecasts/9': () => poor },
    })
    await user.click(await screen.findByRole('button', { name: /Do not plan on it as it is/ }))
    expect(await screen.findByText('Days were off by 31% in the back-test.')).toBeInTheDocument()
  })

  it('leads on to staffing', async () => {
    await openApp('/forecast/9', { handlers })
    const link = await screen.findByRole('link', { name: 'Staff this forecast' })
    expect(link).toHaveAttribute('href', expect.stringContaining('forecast=9'))
  })

  it('shows the same numbers as a table, of open intervals first', async () => {
    const { user } = await openApp('/forecast/9?view=table', { handlers })
    const row = await screen.findByRole('row', { name: /09:00/ })
    expect(row).toHaveTextContent('12.510.015.0')
    expect(screen.queryByRole('row', { name: /09:30/ })).toBeNull()
    await user.click(screen.getByRole('checkbox', { name: 'Open intervals only' }))
    expect(await screen.findByRole('row', { name: /09:30/ })).toBeVisible()
  })

  it('names the models that were joined and the days left out', async () => {
    await openApp('/forecast/9?view=method', { handlers })
    const chosen = await screen.findByRole('row', { name: /^mean-8w/ })
    expect(chosen).toHaveTextContent('Averages')
    expect(chosen).toHaveTextContent('Joined')
    const other = screen.getByRole('row', { name: /^factors/ })
    expect(other).toHaveTextContent('14% behind the best, mean-8w; up to 10% is near enough')
    const flags = screen.getByRole('region', { name: 'Table: Left out of fitting' })
    expect(flags).toHaveTextContent('Day far below its level')
    expect(flags).toHaveTextContent('Whole day')
  })

  it('sets a back-test of the chosen origin beside what happened', async () => {
    await openApp('/forecast/9?view=backtest', {
      handlers: {
        ...handlers,
        'GET /forecasts/9/backtest': (_request, url) =>
          url.searchParams.get('origin') === '2026-10-22'
            ? { ...INTERVALS, actual: [14, 0] }
            : problem(404, { title: 'Not Found' }),
      },
    })
    expect(await screen.findByText(/forecast 13, actual 14, difference -10.7%/)).toBeVisible()
    expect(screen.getByText(/100% of the intervals inside the 80% band/)).toBeVisible()
  })

  it('says why it could not be made', async () => {
    const failed = {
      ...FORECAST,
      state: 'failed' as const,
      failure: 'no history of this queue',
      notes: [],
    }
    await openApp('/forecast/9', { handlers: { ...handlers, 'GET /forecasts/9': () => failed } })
    expect(await screen.findByText('no history of this queue')).toBeVisible()
  })

  it('says why in the language on screen, where there is a code for it', async () => {
    const failed = {
      ...{ ...FORECAST, state: 'failed' as const, failure: 'no history, at length' },
      notes: [{ code: 'failed_no_history', args: {}, text: 'no history' }],
    }
    await openApp('/forecast/9', { handlers: { ...handlers, 'GET /forecasts/9': () => failed } })
    expect(await screen.findByText(/The queue has no history before the first day/)).toBeVisible()
  })
})

describe('the coverage of a band', () => {
  it('weighs each lead by the intervals behind it', () => {
    const lead = (share: number, n: number) => ({
      firstDay: 1,
      lastDay: 2,
      score,
      coverage: [{ level: 0.8, share, n }],
    })
    expect(coverageOf({ byLead: [lead(0.7, 100), lead(0.9, 300)] }, 0.8)).toBeCloseTo(0.85)
    expect(coverageOf({ byLead: [] }, 0.8)).toBeUndefined()
  })
})
