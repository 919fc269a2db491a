import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { rosterOf } from '@/features/roster/testing/server'
import { openApp } from '@/testing/render'
import './page' // loaded before the clock of the first test runs
import { COMPARISON } from './testing'

const KEPT = { id: 8, origin: 'build', at: '2026-03-01T09:00:00Z' }
const first = rosterOf({ publishedVersion: 3 })
const handlers = {
  'GET /rosters/5': () => first,
  'GET /rosters/6': () => rosterOf({ id: 6, name: 'Other' }),
  'GET /rosters': () => ({
    items: [
      first,
      rosterOf({ id: 6, name: 'Other' }),
      rosterOf({ id: 7, name: 'Next', from: '2026-03-09' }),
    ],
  }),
  'GET /rosters/5/kept-plans': () => ({ items: [KEPT] }),
  'GET /rosters/6/kept-plans': () => ({ items: [] }),
  'GET /rosters/5/comparison': () => COMPARISON,
  'GET /rosters/6/comparison': () => COMPARISON,
}

const asked = (requests: readonly Request[]) =>
  requests
    .map(({ url }) => new URL(url))
    .findLast(({ pathname }) => pathname.endsWith('/comparison'))?.search

describe('two rosters side by side', () => {
  it('say at once which is better, for what reason and for how many', async () => {
    const { requests } = await openApp('/roster/5/compare', { handlers })
    const verdict = await screen.findByText(/Plan B is better/)
    expect(verdict).toHaveTextContent('costs 37.5% less (-60)')
    expect(verdict).toHaveTextContent('3 person-hours fewer are missing')
    expect(verdict).toHaveTextContent('It breaks 0 rules, the other 1')
    expect(verdict).toHaveTextContent('2 people’s shifts differ')
    expect(asked(requests)).toBe('?edition=published&with=5&withEdition=draft')
  })

  it('show totals, queues and each shift from one to the other', async () => {
    await openApp('/roster/5/compare', { handlers })
    expect(await screen.findByRole('row', { name: /Cost of missing people/ })).toHaveTextContent(
      '-60',
    )
    expect(screen.getByRole('row', { name: /^Wishes met/ })).toHaveTextContent('A')
    expect(screen.getByRole('row', { name: /^Care/ })).toHaveTextContent('70% → 80%')
    const moved = screen.getByRole('row', { name: /Bob.*Mon/ })
    expect(moved).toHaveTextContent('D 09:00–17:30')
    expect(moved).toHaveTextContent('D 10:00–18:30')
    expect(screen.getByRole('row', { name: /Ann.*Tue/ })).toHaveTextContent('off')
  })

  it('keep in sight whom one asks for', async () => {
    const { user, router } = await openApp('/roster/5/compare', { handlers })
    await user.selectOptions(await screen.findByLabelText('Who'), 'Wishes lost in B')
    await waitFor(() => expect(router.state.location.search).toMatchObject({ who: 'refused' }))
    const table = screen.getAllByRole('table').find((one) => within(one).queryByText('Bob (P02)'))
    expect(table).toBeDefined()
    expect(screen.queryByText('Ann (P01)')).not.toBeInTheDocument()
  })

  it('let one choose another roster of the same days, and swap', async () => {
    const { user, router, requests } = await openApp('/roster/5/compare', { handlers })
    const second = await screen.findByLabelText('Plan B')
    await screen.findByText(/Plan B is better/)
    expect(within(second).queryByText(/Next/)).not.toBeInTheDocument()
    await user.selectOptions(second, 'Other #6, as it stands')
    await waitFor(() => expect(asked(requests)).toBe('?edition=published&with=6&withEdition=draft'))
    await user.click(screen.getByRole('button', { name: 'Swap A and B' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/roster/6/compare'))
    await waitFor(() => expect(asked(requests)).toBe('?edition=draft&with=5&withEdition=published'))
  })

  it('hold an earlier build of the roster against what stands', async () => {
    const { user, requests } = await openApp('/roster/5/compare', { handlers })
    const second = await screen.findByLabelText('Plan A')
    await within(second).findByText('Week 10 #5, built Mar 1, 2026, 09:00')
    await user.selectOptions(second, 'Week 10 #5, built Mar 1, 2026, 09:00')
    await waitFor(() =>
      expect(asked(requests)).toBe('?edition=kept&kept=8&with=5&withEdition=draft'),
    )
  })

  it('ask for a plan to compare with where there is none yet', async () => {
    const alone = { ...handlers, 'GET /rosters/5': () => rosterOf() }
    const { requests } = await openApp('/roster/5/compare', { handlers: alone })
    expect(await screen.findByText(/Two rosters of one site/)).toBeVisible()
    expect(asked(requests)).toBeUndefined()
  })
})
