import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { rosterOf, rosterServer } from '../testing/server'
import type { KeptPlan } from './queries'

// jsdom lays nothing out: without a size, no row would be in sight.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

const cost = { under: 80, over: 20, preference: 0, fairness: 0, total: 100 }

const BUILT: KeptPlan = {
  id: 8,
  origin: 'build',
  at: '2026-03-01T09:00:00Z',
  actorId: 1,
  actorName: 'Pat',
  pinned: false,
  standing: false,
  cost,
  bound: 98,
  gap: 0.02,
  violations: 0,
  shifts: 50,
  timeLimitS: 60,
  seed: 3,
}
const EDITED: KeptPlan = {
  ...BUILT,
  id: 9,
  origin: 'edited',
  at: '2026-03-01T10:00:00Z',
  standing: true,
  bound: 0,
  violations: 2,
  timeLimitS: undefined,
}

async function shown() {
  const app = await openApp('/roster/5?panel=build', {
    handlers: rosterServer({
      'GET /rosters/5/kept-plans': () => ({ items: [EDITED, BUILT] }),
      'PUT /rosters/5/kept-plans/8/pin': () => new Response(null, { status: 204 }),
      'POST /rosters/5/kept-plans/8/return': () => rosterOf({ version: 5 }),
    }),
  })
  await app.user.click(await screen.findByRole('button', { name: 'Show earlier plans' }))
  const built = within(await screen.findByRole('region', { name: 'Mar 1, 2026, 09:00' }))
  return { ...app, built }
}

describe('the earlier plans of a roster', () => {
  it('say what each cost, how good it was and what it was asked for', async () => {
    const { built } = await shown()
    expect(built.getByText('Mar 1, 2026, 09:00 · Build (60 s, seed 3)')).toBeVisible()
    expect(built.getByText(/^Cost 100.0 · gap 2% · 50 shifts · 0 broken rules/)).toBeVisible()
    const edited = within(screen.getByRole('region', { name: 'Mar 1, 2026, 10:00' }))
    expect(edited.getByText('Stands now')).toBeVisible()
    expect(edited.getByText(/gap not known/)).toBeVisible()
    expect(edited.queryByRole('button', { name: /^Take back/ })).toBeNull()
  })

  it('are compared with what stands', async () => {
    const { built } = await shown()
    expect(built.getByRole('link', { name: /^Compare the plan/ })).toHaveAttribute(
      'href',
      expect.stringContaining('/roster/5/compare?edition=kept&kept=8&with=5&withEdition=draft'),
    )
  })

  it('are taken back on the version in sight, and pinned', async () => {
    const { user, built, requests } = await shown()
    await user.click(built.getByRole('button', { name: /^Pin/ }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'PUT', '/kept-plans/8/pin')).toEqual({ pinned: true }),
    )
    await user.click(built.getByRole('button', { name: /^Take back/ }))
    expect(await screen.findByText(/stands again/)).toBeVisible()
    const sent = requests.find(({ url }) => url.endsWith('/kept-plans/8/return'))
    expect(sent?.headers.get('If-Match')).toBe('"4"')
  })
})
