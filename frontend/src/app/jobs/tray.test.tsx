import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '@/api/types'
import { setLanguage } from '@/i18n'
import { openApp } from '@/testing/render'
import { kindOf } from './name'
import { dismissAllJobs, trackJob } from './tracked'

const BUILD: Job = {
  id: 7,
  version: 1,
  kind: 'roster.build',
  state: 'running',
  phase: 'improve',
  fraction: 0.4,
  best: 1234.5,
  bound: 1200,
  message: '',
  cancelling: false,
  subject: { type: 'roster', id: 3 },
  createdAt: '2026-11-21T10:00:00Z',
  startedAt: '2026-11-21T10:00:00Z',
  finishedAt: '2026-11-21T10:00:36Z',
}

beforeEach(dismissAllJobs)
afterEach(() => {
  sessionStorage.clear()
  act(() => setLanguage('en'))
})

const openTray = async (user: Awaited<ReturnType<typeof openApp>>['user']) => {
  await user.click(await screen.findByRole('button', { name: /^Jobs/ }))
  return screen.findByRole('dialog', { name: 'Jobs' })
}

describe('the job tray', () => {
  it('shows what is at work on the server, with its figures', async () => {
    const { user } = await openApp('/', {
      handlers: { 'GET /jobs': () => ({ items: [BUILD] }), 'GET /jobs/7': () => BUILD },
    })
    await screen.findByRole('button', { name: 'Jobs, 1 at work' })
    const tray = await openTray(user)
    const card = await within(tray).findByRole('region', { name: 'Roster build 3' })
    expect(card).toHaveTextContent('improving · best 1,234.5 · bound 1,200 · after 0:36')
    expect(within(card).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40')
  })

  it('says in Chinese what a job is doing', async () => {
    const reading = { ...BUILD, kind: 'import.run', phase: 'reading', message: '12000 rows' }
    const { user } = await openApp('/', {
      handlers: { 'GET /jobs': () => ({ items: [reading] }), 'GET /jobs/7': () => reading },
    })
    const tray = await openTray(user)
    act(() => setLanguage('zh'))
    expect(await within(tray).findByText(/^读取文件 · 12,000 行/)).toBeVisible()
  })

  it('cancels a job', async () => {
    const { user, requests } = await openApp('/', {
      handlers: {
        'GET /jobs': () => ({ items: [BUILD] }),
        'GET /jobs/7': () => BUILD,
        'POST /jobs/7/cancellation': () => undefined,
      },
    })
    const tray = await openTray(user)
    await user.click(await within(tray).findByRole('button', { name: 'Cancel: Roster build 3' }))
    await waitFor(() =>
      expect(
        requests.some(
          ({ method, url }) => method === 'POST' && url.endsWith('/jobs/7/cancellation'),
        ),
      ).toBe(true),
    )
  })

  it('keeps a finished job until it is dismissed', async () => {
    const done = { ...BUILD, state: 'done' as const, fraction: 1 }
    trackJob(7)
    const { user } = await openApp('/', { handlers: { 'GET /jobs/7': () => done } })
    const tray = await openTray(user)
    await user.click(await within(tray).findByRole('button', { name: 'Dismiss: Roster build 3' }))
    expect(await within(tray).findByText(/Nothing is running/)).toBeVisible()
  })

  it('says what a failed job failed of', async () => {
    const failed = { ...BUILD, state: 'failed' as const, error: 'no agreement allows a night' }
    trackJob(7)
    const { user } = await openApp('/', { handlers: { 'GET /jobs/7': () => failed } })
    const tray = await openTray(user)
    expect(await within(tray).findByText(/no agreement allows a night/)).toBeVisible()
  })

  it('outlives a reload of the page', () => {
    trackJob(9)
    expect(sessionStorage.getItem('muster-jobs')).toBe('[9]')
  })
})

it.each([
  ['import.intervals', 'import'],
  ['forecast.run', 'forecast'],
  ['roster.build', 'roster'],
  ['schedule.solve', 'roster'],
  ['roster.rule_prices', 'rulePrices'],
  ['shifts.design', 'shiftDesign'],
  ['voice.cluster', 'topics'],
  ['billing', 'other'],
])('a job of kind %s is called %s', (kind, want) => {
  expect(kindOf({ kind })).toBe(want)
})
