import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { DayQuality } from '@/api/types'
import { openApp } from '@/testing/render'
import './page' // loaded before the clock of the first test runs

const day = (date: string, state: DayQuality['state'], over: Partial<DayQuality> = {}) => ({
  ...{ date, state, expected: 24, seen: 24, gaps: 0, contacts: 800, zeros: 0, sources: 1 },
  ...{ overlaps: 0, doubled: 0, remarks: [], known: [], repairs: [] },
  ...over,
})
const outage = {
  ...{ fromSlot: 20, toSlot: 26, from: '10:00', to: '13:00', reason: 'outage' },
  ...{ observed: 0, expected: 210, used: 205 },
}
const quality = {
  ...{ queueId: 7, zone: 'Asia/Shanghai', intervalMin: 30, sources: ['switch'] },
  days: [
    day('2026-11-02', 'complete'),
    day('2026-11-03', 'outage', { contacts: 590, zeros: 6, repairs: [outage] }),
    day('2026-11-04', 'gaps', { seen: 22, gaps: 2, known: ['Sale'], remarks: ['from_average'] }),
    day('2026-11-05', 'closed', { expected: 0, seen: 0, contacts: 0 }),
  ],
  totals: {
    ...{ days: 4, expected: 72, seen: 70, gaps: 2, contacts: 2190, overlaps: 0 },
    ...{ doubled: 0, repairs: 1 },
  },
  states: { complete: 1, outage: 1, gaps: 1, closed: 1 },
  imports: [
    {
      ...{ id: 3, fileName: 'october.csv', state: 'done', intervals: 72, offered: 2190 },
      finishedAt: '2026-11-06T01:00:00Z',
      reconciliation: { offered: 90_000, compared: 0, difference: 0, duplicates: 4 },
    },
    { id: 4, intervals: 1, offered: 0 },
  ],
}
const asked: URLSearchParams[] = []
const handlers = {
  'GET /queues': () => ({ items: [{ id: 7, siteId: 1, name: 'Billing' }] }),
  'GET /queues/7/quality': (_: Request, url: URL) => {
    asked.push(url.searchParams)
    return quality
  },
}
const PAGE = '/quality?from=2026-11-01&to=2026-11-30'

describe('the quality of a history', () => {
  it('is a calendar whose days say what they are', async () => {
    await openApp(PAGE, { handlers })
    expect(await screen.findByLabelText('Tue, Nov 3: Outage, 590 contacts')).toHaveTextContent('30')
    expect(screen.getByLabelText(/Wed, Nov 4: Gaps, .* 2 intervals missing, Sale/)).toBeVisible()
    expect(screen.getByText(/97.2% of the intervals are known; 2 are missing/)).toBeVisible()
    expect(asked.at(-1)?.get('from')).toBe('2026-11-01')
  })

  it('lists what the models learn otherwise, and leads to the day', async () => {
    const { user, router } = await openApp(PAGE, { handlers })
    const list = await screen.findByRole('region', { name: 'What the models learn otherwise' })
    const row = within(list).getByRole('row', { name: /Nov 3/ })
    expect(row).toHaveTextContent('10:00–13:00Run of zeros in open hours0210205')
    await user.click(within(row).getByRole('button'))
    expect(await screen.findByRole('region', { name: 'Nov 3, 2026' })).toHaveTextContent('180 min')
    expect(router.state.location.search).toMatchObject({ day: '2026-11-03' })
  })

  it('says of a day what is known, and what to do', async () => {
    const { user } = await openApp(`${PAGE}&day=2026-11-04`, { handlers })
    const panel = await screen.findByRole('region', { name: 'Nov 4, 2026' })
    expect(panel).toHaveTextContent('22 of 24')
    expect(panel).toHaveTextContent('totals worked out from averages')
    expect(within(panel).getByRole('link', { name: 'Mark it in the calendar' })).toBeVisible()
    await user.click(within(panel).getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(panel).not.toBeInTheDocument())
  })

  it('names the imports that the days come from, and no difference where none is known', async () => {
    await openApp(PAGE, { handlers })
    const row = await screen.findByRole('row', { name: /october.csv/ })
    expect(row).toHaveTextContent('722,19090,000–4')
    expect(within(row).getByRole('link')).toHaveAttribute('href', '/import/3')
    expect(screen.getByRole('row', { name: /Import 4, of somebody else/ })).toBeVisible()
  })

  it('looks at half a year unless told otherwise', async () => {
    await openApp('/quality?to=2026-11-15', { handlers })
    await screen.findByRole('region', { name: 'Days of the history' })
    expect([asked.at(-1)?.get('from'), asked.at(-1)?.get('to')]).toEqual([
      '2026-06-01',
      '2026-11-15',
    ])
  })
})
