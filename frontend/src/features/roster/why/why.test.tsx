import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openApp } from '@/testing/render'
import { rosterServer } from '../testing/server'
import { limitText } from './limit-words'
import type { Supposed } from './queries'

// jsdom lays nothing out: without a size, no row would be in sight.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

const cost = (under: number, fairness: number) => ({
  under,
  over: 0,
  preference: 0,
  fairness,
  hours: 0,
  total: under + fairness,
})
const shift = { startMin: 540, endMin: 1050, letter: 'D', breaks: [] }

const OFF: Supposed = {
  version: 4,
  cost: cost(30, -2),
  paidMin: -480,
  days: [{ personId: 10, day: '2026-03-02', from: shift }],
  moves: [{ op: 'remove', personId: 10, day: '2026-03-02' }],
  freed: [],
  blocked: false,
  rules: [],
  reliefs: [],
}

const BLOCKED: Supposed = {
  ...OFF,
  days: [],
  moves: [],
  blocked: true,
  rules: ['rest', 'rules[0].paid_minutes'],
  reliefs: [{ rule: 'rest', from: 660, to: 600, dropped: false }],
}

const why = (opposite: Supposed) => ({
  'GET /rosters/5/people/10/days/2026-03-02/reasons': () => ({
    personId: 10,
    day: '2026-03-02',
    works: true,
    opposite,
    choices: [],
  }),
})

async function bodyOf(requests: readonly Request[], path: string) {
  const found = requests.findLast(({ url, method }) => method === 'POST' && url.endsWith(path))
  return found ? await found.clone().json() : undefined
}

describe('why a shift is', () => {
  it('says what the day off would cost, and what decides', async () => {
    await openApp('/roster/5?panel=shift', { handlers: rosterServer(why(OFF)) })
    expect(await screen.findByText(/had this day off instead.*\+28/)).toBeVisible()
    const items = await screen.findAllByRole('listitem')
    expect(items.map((item) => item.textContent)).toEqual(
      expect.arrayContaining(['missing people +30', 'burdens unevenly shared −2']),
    )
  })

  it('names the rules where it must be so, and what would help', async () => {
    await openApp('/roster/5?panel=shift', { handlers: rosterServer(why(BLOCKED)) })
    expect(await screen.findByText(/must work on this day.*Paid time/)).toBeVisible()
    expect(screen.getByText(/10 h instead of 11 h/)).toBeVisible()
  })
})

describe('what if', () => {
  it('asks for the day off, shows what follows, and does it as an edit that can be undone', async () => {
    const { user, requests } = await openApp('/roster/5?panel=shift', {
      handlers: rosterServer({ ...why(OFF), 'POST /rosters/5/suppositions': () => OFF }),
    })
    const panel = within(await screen.findByRole('complementary', { name: 'Shift' }))
    await user.click(await panel.findByRole('button', { name: 'Ask' }))
    expect(await panel.findByText(/09:00–17:30 → off/)).toBeVisible()
    expect(await bodyOf(requests, '/suppositions')).toEqual({
      personId: 10,
      day: '2026-03-02',
      off: true,
    })
    await user.click(panel.getByRole('button', { name: 'Do it' }))
    await waitFor(async () =>
      expect(await bodyOf(requests, '/moves')).toMatchObject({ moves: OFF.moves }),
    )
    expect(await screen.findByRole('button', { name: /^Undo: What if/ })).toBeEnabled()
  })
})

describe('a limit in its unit', () => {
  it.each([
    ['rest', 660, '11 h'],
    ['max_week_minutes', 2430, '40.5 h'],
    ['rules[2].paid_minutes', 600, '10 h'],
    ['rules[2].shifts', 5, '5'],
    ['max_weekends', 2, '2'],
  ])('%s %d is %s', (rule, value, want) => {
    expect(limitText(rule, value)).toBe(want)
  })
})
