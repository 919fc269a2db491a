import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openApp } from '@/testing/render'
import { Sheet } from '../model/sheet'
import { GRID, rosterServer } from '../testing/server'
import './marks' // loaded before the clock of the first test runs

// jsdom lays nothing out: without a size, no row would be in sight.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

const COST = { under: 0, over: 0, preference: 0, fairness: 0, hours: 0, total: 0 }
const wish = (over: object) => ({
  ...{ id: 1, personId: 10, personName: 'Ana', day: '2026-03-02', points: 3 },
  ...{ kind: 'off', state: 'open', met: false, ...over },
})
const wishes = (...items: object[]) => ({
  'GET /rosters/5/wishes': () => ({ items, records: [] }),
})

describe('wishes on the grid', () => {
  it('are marked with what they are for, whether they are met, and why they were refused', async () => {
    await openApp('/roster/5', {
      handlers: rosterServer(
        wishes(
          wish({ state: 'refused', rule: 'max_consecutive_days' }),
          wish({ id: 2, day: '2026-03-03', kind: 'not_template', template: 'N', met: true }),
        ),
      ),
    })
    const grid = await screen.findByRole('grid')
    expect(
      await within(grid).findByTitle(
        'wish: a day off (3 points) · not met · refused when published: Working days in a row',
      ),
    ).toBeVisible()
    expect(within(grid).getByTitle('wish: never shift N (3 points) · met')).toBeVisible()
  })

  it('are said in the panel of the day, with what granting would have cost', async () => {
    await openApp('/roster/5?panel=shift', {
      handlers: rosterServer({
        ...wishes(wish({ state: 'refused', delta: 12.5 })),
        'GET /rosters/5/people/10/days/2026-03-02/reasons': () => ({
          ...{ personId: 10, day: '2026-03-02', works: true, choices: [] },
          opposite: {
            ...{ version: 4, cost: COST, paidMin: 0, days: [], moves: [], freed: [] },
            ...{ blocked: false, rules: [], reliefs: [] },
          },
        }),
      }),
    })
    const panel = within(await screen.findByRole('complementary', { name: 'Shift' }))
    expect(await panel.findByText(/would have cost 12.5 more/, {}, { timeout: 5000 })).toBeVisible()
  })
})

describe('the marks of a sheet', () => {
  it('go when a wish is taken back', () => {
    const sheet = new Sheet(GRID)
    sheet.showWishes([{ personId: 10, day: '2026-03-02', met: true, text: 'off' }])
    expect(sheet.wish(0, 0)).toBe('off')
    const marked = sheet.marks(0, 0)
    sheet.showWishes([])
    expect(sheet.wish(0, 0)).toBeUndefined()
    expect(sheet.marks(0, 0)).not.toBe(marked)
  })
})

describe('breaks beyond the limit of a team', () => {
  it('are listed among the issues', async () => {
    const excess = {
      ...{ teamId: 7, teamName: 'Team A', people: 3, allowed: 2 },
      ...{ from: '2026-03-03T12:00:00Z', to: '2026-03-03T12:30:00Z' },
    }
    await openApp('/roster/5?panel=issues', {
      handlers: rosterServer({ 'GET /rosters/5/breaks/excess': () => ({ items: [excess] }) }),
    })
    const panel = within(await screen.findByRole('complementary', { name: 'Issues' }))
    expect(
      await panel.findByRole('button', {
        name: /Team A, 12:00–12:30: 3 on break, 2 allowed.*Tue, Mar 3/,
      }),
    ).toBeVisible()
  })
})
