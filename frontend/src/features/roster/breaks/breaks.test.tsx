import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openApp } from '@/testing/render'
import { shiftAt } from '../testing/grid'
import { movesMade, rosterOf, rosterServer } from '../testing/server'
import type { BreaksProposal } from './queries'

// jsdom lays nothing out: without a size, no row would be in sight.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

const moved = shiftAt(540, {
  breaks: [
    { startMin: 675, minutes: 15, kind: 'break', paid: true },
    { startMin: 810, minutes: 30, kind: 'lunch', paid: false },
  ],
})

function proposal(part: Partial<BreaksProposal> = {}): BreaksProposal {
  return {
    version: 4,
    moves: [{ op: 'put', personId: 10, day: '2026-03-02', shift: moved }],
    people: 1,
    costDelta: { under: -60, over: 0, preference: 0, fairness: 0, total: -60 },
    shortHoursDelta: -1.5,
    stuck: [],
    excess: [],
    full: [],
    unavoidable: true,
    ...part,
  }
}

const pause = {
  teamId: 7,
  teamName: 'Team A',
  from: '2026-03-02T12:00:00+01:00',
  to: '2026-03-02T12:30:00+01:00',
  people: 3,
  allowed: 2,
}

async function openDialog(found: BreaksProposal, path = '/roster/5?view=day', handlers = {}) {
  const app = await openApp(path, {
    handlers: rosterServer({ 'POST /rosters/5/breaks': () => found, ...handlers }),
  })
  await app.user.click(
    await screen.findByRole('button', { name: 'Place breaks again…' }, { timeout: 5000 }),
  )
  return { ...app, dialog: await screen.findByRole('dialog') }
}

const sent = async (requests: readonly Request[], path: string) => {
  const found = requests.findLast(({ method, url }) => method === 'POST' && url.endsWith(path))
  return found ? await found.clone().json() : undefined
}

describe('placing the breaks of a day again', () => {
  it('shows who moves, what it gains, and makes it by the moves themselves', async () => {
    const { dialog, user, requests } = await openDialog(proposal())
    expect(await within(dialog).findByText('1 shift changes; people concerned: 1')).toBeVisible()
    expect(within(dialog).getByText('Missing person-hours: −1.5')).toBeVisible()
    expect(within(dialog).getByText(/Li Na/)).toHaveTextContent('Li Na · 11:00 13:00 11:15 13:30')
    expect(await sent(requests, '/breaks')).toEqual({
      from: '2026-03-02',
      to: '2026-03-02',
      seed: 1,
      leastGainMin: 5,
    })
    await user.click(within(dialog).getByRole('button', { name: 'Move the breaks' }))
    await waitFor(async () =>
      expect(await sent(requests, '/moves')).toEqual({ moves: proposal().moves, force: false }),
    )
    expect(
      await screen.findByRole('button', { name: 'Undo: breaks of 1 shift placed again' }),
    ).toBeVisible()
  })

  it('goes on to publishing, which tells people as for any change', async () => {
    const { dialog, user } = await openDialog(proposal(), undefined, {
      'POST /rosters/5/moves': () => movesMade(),
      'GET /rosters/5': () => rosterOf({ state: 'published' }),
      'GET /rosters/5/publication/diff': () => ({ people: 1, added: [], removed: [], changed: [] }),
    })
    await user.click(await within(dialog).findByRole('button', { name: 'Move and publish…' }))
    expect(await screen.findByRole('dialog', { name: 'Publish the roster' })).toBeVisible()
  })

  it('asks only for the people and the queue in sight', async () => {
    const { dialog, requests } = await openDialog(proposal(), '/roster/5?view=day&queue=2&q=Omar')
    expect(await within(dialog).findByText(/Only 1 person in sight/)).toBeVisible()
    expect(await sent(requests, '/breaks')).toMatchObject({ queueIds: [2], personIds: [11] })
  })

  it('names the team and the time where a limit cannot be kept', async () => {
    const { dialog } = await openDialog(
      proposal({ moves: [], excess: [pause], stuck: [{ personId: 10, day: '2026-03-02' }] }),
    )
    expect(
      await within(dialog).findByText('Team A, 12:00–12:30: 3 on break, 2 allowed'),
    ).toBeVisible()
    expect(within(dialog).getByText(/No arrangement of these breaks/)).toBeVisible()
    expect(within(dialog).getByText(/1 shift has breaks left/)).toBeVisible()
    expect(within(dialog).getByText(/Nothing to gain/)).toBeVisible()
    expect(within(dialog).getByRole('button', { name: 'Move the breaks' })).toBeDisabled()
  })

  it('says where a limit is just kept', async () => {
    const { dialog } = await openDialog(proposal({ full: [{ ...pause, people: 2 }] }))
    expect(await within(dialog).findByText('Every team keeps its limit.')).toBeVisible()
    expect(within(dialog).getByText('12:00–12:30: Team A is at its limit of 2')).toBeVisible()
  })
})
