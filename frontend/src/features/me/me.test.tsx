import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { AGENT } from '@/testing/server'
import { mondayOf, plusDays, today, wallTimeOf } from './days'

const SHIFT = {
  personId: 7,
  queueId: 1,
  day: '2026-11-17',
  start: '2026-11-17T22:45:00+08:00',
  end: '2026-11-18T07:15:00+08:00',
  letter: 'N',
  paidMin: 480,
  breaks: [
    {
      start: '2026-11-18T01:00:00+08:00',
      end: '2026-11-18T01:30:00+08:00',
      kind: 'lunch',
      paid: false,
    },
  ],
}

describe('days of one’s own schedule', () => {
  it.each([
    ['2026-11-16', '2026-11-16'],
    ['2026-11-22', '2026-11-16'],
    ['2027-01-01', '2026-12-28'],
  ])('the week of %s begins on %s', (day, want) => {
    expect(mondayOf(day)).toBe(want)
  })

  it('counts across months and leap days', () => {
    expect([plusDays('2028-02-28', 2), plusDays('2026-01-01', -1)]).toEqual([
      '2028-03-01',
      '2025-12-31',
    ])
  })

  it('shows the wall time of the site, wherever the viewer is', () => {
    expect(wallTimeOf('2026-11-17T22:45:00+08:00')).toBe('22:45')
  })

  it('takes the viewer’s own day for today', () => {
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  })
})

describe('my schedule', () => {
  it('lists a week with its shifts, breaks and days off', async () => {
    await openApp('/me?from=2026-11-18', {
      me: AGENT,
      handlers: {
        'GET /me/shifts': (_, url) => ({
          items: url.searchParams.get('from') === '2026-11-16' ? [SHIFT] : [],
        }),
      },
    })
    const day = await screen.findByText('22:45–07:15')
    expect(day.closest('li')).toHaveTextContent('Tue, Nov 17N22:45–07:15Breaks at 01:00')
    expect(screen.getAllByText('Off')).toHaveLength(6)
  })

  it('goes from week to week by the address', async () => {
    const { user, router } = await openApp('/me?from=2026-11-18', { me: AGENT })
    await user.click(screen.getByRole('button', { name: 'Next week' }))
    await waitFor(() => expect(router.state.location.search).toMatchObject({ from: '2026-11-23' }))
  })

  it('shows the shift that is on before any later one', async () => {
    const hour = 3_600_000
    const at = (offset: number) =>
      `${new Date(Date.now() + offset * hour).toISOString().slice(0, 19)}+00:00`
    const shift = (from: number, to: number) => ({
      ...SHIFT,
      start: at(from),
      end: at(to),
      breaks: [],
    })
    await openApp('/me', {
      me: AGENT,
      handlers: {
        'GET /me/shifts': () => ({ items: [shift(-30, -22), shift(-2, 6), shift(22, 30)] }),
      },
    })
    expect(await screen.findByText('2 hours ago')).toBeVisible()
  })

  it('makes a calendar link and shows it whole', async () => {
    const { user } = await openApp('/me', {
      me: AGENT,
      handlers: { 'POST /me/feed': () => ({ url: '/api/v1/feeds/secret.ics' }) },
    })
    await user.click(screen.getByRole('button', { name: 'Make a link' }))
    const field = await screen.findByRole('textbox', { name: 'Calendar link' })
    expect(field).toHaveValue(`${location.origin}/api/v1/feeds/secret.ics`)
  })
})
