import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json } from '@/testing/server'

const days = [
  { date: '2026-10-01', kind: 'holiday', name: '国庆节' },
  { date: '2026-11-11', kind: 'event', name: 'Sale', upliftPct: 40 },
]
const handlers = {
  'GET /calendars': () => ({
    items: [{ id: 2, version: 6, code: 'CN', name: 'China', region: 'cn' }],
  }),
  'GET /calendars/2/days': () => json({ days }, 200, { ETag: '"6"' }),
}

describe('the special days of a calendar', () => {
  it('are sent as a whole year, of the version that was read', async () => {
    const { user, requests } = await openApp('/calendars/2?year=2026', {
      handlers: {
        ...handlers,
        'PUT /calendars/2/days': () => json({ days }, 200, { ETag: '"7"' }),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Remove: 国庆节' }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('The calendar is saved')).toBeVisible()
    expect(await lastBody(requests, 'PUT', '/days')).toEqual({ days: [days[1]] })
    expect(requests.find(({ method }) => method === 'PUT')?.headers.get('If-Match')).toBe('"6"')
  })

  it('can begin with those of a region', async () => {
    const { user, requests } = await openApp('/calendars/2?year=2027', {
      handlers: {
        ...handlers,
        'GET /calendars/2/days': () => json({ days: [] }, 200, { ETag: '"6"' }),
        'POST /calendars/2/seed': () => ({ added: 33 }),
      },
    })
    expect(await screen.findByText('No special days in 2027')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Add statutory days' }))
    await user.click(await screen.findByRole('menuitem', { name: /China/ }))
    expect(await screen.findByText('33 days added')).toBeVisible()
    expect(await lastBody(requests, 'POST', '/seed')).toEqual({
      region: 'cn',
      from: '2027-01-01',
      to: '2027-12-31',
    })
  })

  it('are shown a year at a time', async () => {
    const { user, router } = await openApp('/calendars/2?year=2026', { handlers })
    await user.click(screen.getByRole('button', { name: 'Next year' }))
    await waitFor(() => expect(router.state.location.search).toMatchObject({ year: 2027 }))
  })
})
