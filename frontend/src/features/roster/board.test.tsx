import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openApp } from '@/testing/render'
import { problem } from '@/testing/server'
import { movesMade, rosterOf, rosterServer, rulesBroken } from './testing/server'

// jsdom lays nothing out: without a size, no row would be in sight.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

const open = async (handlers = {}, path = '/roster/5') => {
  const app = await openApp(path, { handlers: rosterServer(handlers) })
  return { ...app, grid: await screen.findByRole('grid', {}, { timeout: 5000 }) }
}

// The body may be read again while one waits for the right one.
async function lastBody(requests: readonly Request[], method: string, path: string) {
  const found = requests.findLast(
    (request) => request.method === method && new URL(request.url).pathname.endsWith(path),
  )
  return found ? await found.clone().json() : undefined
}

describe('the grid of a roster', () => {
  it('shows people, shifts by letter and start, and absences by letter', async () => {
    const { grid } = await open()
    const row = await within(grid).findByRole('row', { name: /Li Na/ })
    expect(within(row).getByText(/^D 09:00/)).toBeVisible()
    expect(within(grid).getByText('V')).toBeVisible()
  })

  it('names the active cell in full and moves it by the arrows', async () => {
    const { grid, user } = await open()
    expect(await within(grid).findByLabelText(/^Li Na, Mon, Mar 2, D 09:00–17:30/)).toBeVisible()
    grid.focus()
    await user.keyboard('{ArrowDown}{ArrowRight}')
    expect(await within(grid).findByLabelText(/^Omar, Tue, Mar 3, D 10:00–18:30/)).toBeVisible()
  })

  it('locks by L on the version it shows, and undoes by the inverse', async () => {
    const { grid, user, requests } = await open()
    grid.focus()
    await user.keyboard('l')
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/rosters/5/moves')).toEqual({
        moves: [{ op: 'lock', personId: 10, day: '2026-03-02' }],
        force: false,
      }),
    )
    const sent = requests.findLast(({ method, url }) => method === 'POST' && url.includes('/moves'))
    expect(sent?.headers.get('If-Match')).toBe('"4"')
    await user.click(await screen.findByRole('button', { name: 'Undo: 1 lock changed' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/rosters/5/moves')).toMatchObject({
        moves: movesMade().inverse,
      }),
    )
  })

  it('names the rules that a change would break, and makes it all the same on demand', async () => {
    let asked = 0
    const { grid, user, requests } = await open({
      'POST /rosters/5/moves': () => (asked++ === 0 ? rulesBroken() : movesMade()),
    })
    grid.focus()
    await user.keyboard('{Delete}')
    const dialog = await screen.findByRole('dialog', { name: 'The change would break rules' })
    expect(within(dialog).getByRole('listitem')).toHaveTextContent(
      /^Li Na: Rest between shifts \(9 h, at least 11 h\) · .* – .*3/,
    )
    await user.click(within(dialog).getByRole('button', { name: 'Do it anyway' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/rosters/5/moves')).toMatchObject({ force: true }),
    )
  })

  it('says who changed the roster meanwhile', async () => {
    const figures = ['Pat', '2026-03-02', '2026-02-27T10:15:00Z']
    const errors = [{ location: 'people.10.2026-03-02', message: 'Pat, at length', figures }]
    const { grid, user } = await open({
      'POST /rosters/5/moves': () => problem(412, { code: 'stale', have: 6, want: 4, errors }),
    })
    grid.focus()
    await user.keyboard('l')
    const dialog = await screen.findByRole('dialog', { name: /Somebody changed the roster/ })
    expect(within(dialog).getByText(/^Pat changed the shift of Mon.* at \d\d:15$/)).toBeVisible()
    expect(within(dialog).getByRole('button', { name: 'Keep mine' })).toBeVisible()
  })

  it('offers the menu of a cell by keys, with a way to move without dragging', async () => {
    const { grid, user } = await open()
    grid.focus()
    await user.keyboard('{Shift>}{F10}{/Shift}')
    await user.click(await screen.findByRole('menuitem', { name: 'Move to…' }))
    expect(await screen.findByText(/Click where to put it/)).toBeVisible()
  })
})

describe('publishing', () => {
  it('says what changes for how many people before anything is told', async () => {
    const shift = { startMin: 540, endMin: 1050, letter: 'D' }
    const diff = {
      people: 1,
      added: [{ personId: 10, day: '2026-03-02', after: shift }],
      removed: [],
      changed: [],
    }
    const { user, requests } = await open({
      'GET /rosters/5/publication/diff': () => diff,
      'POST /rosters/5/publication': () => ({
        roster: rosterOf({ version: 5, publishedVersion: 5, state: 'published' }),
        diff,
      }),
    })
    await user.click(screen.getByRole('button', { name: 'Publish…' }))
    expect(await screen.findByText('1 shift changes; people told: 1')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Publish' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/rosters/5/publication')).toEqual({ force: false }),
    )
    expect(await screen.findByText('Published; 1 person told')).toBeVisible()
  })
})

describe('building', () => {
  const impossible = (personId: number, personName: string) => ({
    ...{ personId, personName, agreement: 'F', reason: '', rules: ['rest', 'rules[0].pattern'] },
    reliefs: [{ rule: 'rest', from: 660, to: 600, dropped: false }],
  })
  const refused = () =>
    problem(409, {
      code: 'unsatisfiable',
      impossible: [impossible(12, 'Rachel Ortiz'), impossible(13, 'Sam Lee')],
    })

  it('groups the people nobody can roster by rules and drafts again without them', async () => {
    const { user, requests } = await open(
      {
        'POST /rosters/5/builds': refused,
        'POST /rosters': () => rosterOf({ id: 6 }),
        'DELETE /rosters/5': () => undefined,
      },
      '/roster/5?panel=build',
    )
    await user.click(await screen.findByRole('button', { name: 'Build' }))
    const group = (await screen.findByText('2 people (F)')).closest('li')
    await waitFor(() => expect(group).toHaveTextContent('Rest between shifts'))
    expect(group).toHaveTextContent('Would help: Rest between shifts 10 h instead of 11 h')
    expect(screen.getByText('Rachel Ortiz, Sam Lee')).not.toBeVisible()
    await user.click(screen.getByText('Names'))
    expect(screen.getByText('Rachel Ortiz, Sam Lee')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Leave 2 people out' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/rosters')).toMatchObject({
        people: { leaveOut: [12, 13] },
      }),
    )
  })

  it('tries the agreement on this roster without the rules in conflict', async () => {
    const rules = {
      ...{ weeklyMinMin: 2400, weeklyMaxMin: 2400, minRestMin: 660, maxConsecutiveDays: 5 },
      ...{ minDaysOffPerWeek: 2, minConsecutiveDaysOff: 1 },
      further: [{ kind: 'pattern' }, { kind: 'long_rest' }],
    }
    const own = { id: 7, version: 1, code: 'F', name: 'Full time', rules, templates: [] }
    const { user, requests } = await open(
      {
        'POST /rosters/5/builds': refused,
        'GET /agreements': () => ({ items: [own] }),
        'POST /agreements/7/trial': () => ({
          ...{ rosterId: 5, rosterName: 'Week 10', people: 2, count: 0, breaches: [] },
          impossible: [],
        }),
      },
      '/roster/5?panel=build',
    )
    await user.click(await screen.findByRole('button', { name: 'Build' }))
    await user.click(await screen.findByRole('button', { name: 'Try without these rules' }))
    expect(await screen.findByText(/everybody under F can be rostered/)).toBeVisible()
    expect(await lastBody(requests, 'POST', '/agreements/7/trial')).toEqual({
      ...{ code: 'F', name: 'Full time', templates: [] },
      rules: { ...rules, minRestMin: 0, further: [{ kind: 'long_rest' }] },
    })
    expect(requests.some(({ url }) => url.includes('/agreements/7/trial?rosterId=5'))).toBe(true)
  })
})
