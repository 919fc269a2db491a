import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { OutlookPeriod } from '@/api/types'
import { openApp } from '@/testing/render'
import './page' // loaded before the clock of the first test runs

const period = (first: string, last: string, contacts: number): OutlookPeriod => ({
  ...{ first, last, contacts, ahtS: 300, workloadHours: contacts / 12 },
  bands: [{ level: 0.8, lo: contacts * 0.9, hi: contacts * 1.1 }],
})
const outlook = {
  ...{ queueId: 7, from: '2026-11-16', to: '2027-01-31', testedWeeks: 26 },
  growth: { perYear: 0.04, given: false, halfLifeDays: 365 },
  months: [
    period('2026-11-16', '2026-11-30', 6000),
    period('2026-12-01', '2026-12-31', 12_000),
    period('2027-01-01', '2027-01-31', 11_000),
  ],
  weeks: [period('2026-11-16', '2026-11-22', 2800), period('2026-11-23', '2026-11-29', 2900)],
  assumptions: [
    { code: 'outlook_growth_damped', args: { percent: '4.0', days: '365' }, text: 'growth' },
    { code: 'outlook_of_tomorrow', args: {}, text: 'As the server says it.' },
  ],
}
const asked: URLSearchParams[] = []
const handlers = {
  'GET /queues': () => ({
    items: [
      { id: 7, siteId: 1, code: 'BIL', name: 'Billing' },
      { id: 8, siteId: 1, code: 'TEC', name: 'Technical' },
    ],
  }),
  'GET /queues/7/outlook': (_: Request, url: URL) => {
    asked.push(url.searchParams)
    return outlook
  },
}

describe('the long range', () => {
  it('is shown by month, parts of months told as such', async () => {
    await openApp('/outlook', { handlers })
    expect(await screen.findByRole('img', { name: 'Contacts ahead by Month' })).toBeVisible()
    const rows = screen.getAllByRole('rowheader').map((cell) => cell.textContent)
    expect(rows).toEqual([
      'November 2026 (only Nov 16, 2026 – Nov 30, 2026)',
      'December 2026',
      'January 2027',
    ])
    expect(screen.getByRole('row', { name: /December/ })).toHaveTextContent(
      '12,00010,800 – 13,200300 s1,000',
    )
    expect(asked.at(-1)?.get('months')).toBe('18')
    expect(asked.at(-1)?.has('growthPct')).toBe(false)
  })

  it('names what it rests on, also what this screen has no words for', async () => {
    await openApp('/outlook', { handlers })
    const list = await screen.findByRole('region', { name: 'What this rests on' })
    expect(list).toHaveTextContent('Growth of +4% a year now')
    expect(list).toHaveTextContent('As the server says it.')
  })

  it('is shown by week, or as work', async () => {
    const { user, router } = await openApp('/outlook', { handlers })
    await user.click(await screen.findByRole('radio', { name: 'Week' }))
    await user.click(screen.getByRole('radio', { name: 'Workload, hours' }))
    expect(await screen.findByRole('img', { name: 'Workload, hours ahead by Week' })).toBeVisible()
    expect(router.state.location.search).toMatchObject({ step: 'week', measure: 'workload' })
  })

  it('goes by the planner’s growth, beginning at what was learnt', async () => {
    const { user, router } = await openApp('/outlook', { handlers })
    await screen.findByRole('img')
    await user.click(screen.getByRole('radio', { name: 'My own' }))
    await waitFor(() => expect(router.state.location.search).toMatchObject({ growth: 4 }))
    const number = screen.getByLabelText('Growth a year as a number')
    await user.clear(number)
    await user.type(number, '12{Enter}')
    await waitFor(() => expect(asked.at(-1)?.get('growthPct')).toBe('12'))
    await user.click(screen.getByRole('radio', { name: 'As learnt' }))
    await waitFor(() => expect(router.state.location.search).not.toHaveProperty('growth', 12))
  })

  it('is kept as a file', async () => {
    const made = vi.fn((_: Blob) => 'blob:outlook')
    URL.createObjectURL = made
    URL.revokeObjectURL = vi.fn()
    const { user } = await openApp('/outlook', { handlers })
    await screen.findByRole('img')
    await user.click(screen.getByRole('button', { name: 'Download CSV' }))
    expect(made.mock.calls[0]?.[0].size).toBeGreaterThan(100)
  })

  it('says where there is no queue', async () => {
    await openApp('/outlook?site=2', { handlers })
    expect(await screen.findByText('This site has no queue')).toBeVisible()
    expect(within(document.body).queryByRole('img')).not.toBeInTheDocument()
  })
})
