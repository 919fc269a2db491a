import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Wish } from '@/api/types'
import { openApp } from '@/testing/render'
import { AGENT } from '@/testing/server'
import './page' // loaded before the clock of the first test runs

const wish = (id: number, over: Partial<Wish>): Wish => ({
  ...{ id, day: `2026-11-1${id}`, kind: 'off', points: 3, state: 'open', ...over },
})
const balance = {
  ...{ from: '2026-11-02', to: '2026-11-29', budget: 10, credit: 2, used: 5, left: 7 },
}
const templates = [
  { code: 'E', letter: 'E', name: 'Early' },
  { code: 'L', letter: 'L', name: 'Late' },
]
const items = [
  wish(6, {}),
  wish(7, { state: 'refused', rule: 'max_consecutive_days' }),
  wish(8, { state: 'refused', delta: 84, kind: 'start', fromMin: 480, toMin: 600 }),
]

describe('wishes', () => {
  it('tells what became of each, and why', async () => {
    await openApp('/me?from=2026-11-16', {
      me: AGENT,
      handlers: { 'GET /me/wishes': () => ({ balance, items, templates }) },
    })
    expect(await screen.findByText(/7 points left until Nov 29, 2026/)).toBeVisible()
    expect(screen.getByText('Not decided yet; 3 points on it')).toBeVisible()
    expect(screen.getByText(/the rule “Working days in a row” forbids it/)).toBeVisible()
    expect(screen.getByText(/start between 08:00 and 10:00/)).toBeVisible()
    expect(screen.getByText(/it would have cost 84 more/)).toBeVisible()
  })

  it('sends a wish for hours, and takes an open one back', async () => {
    const sent: unknown[] = []
    const { user } = await openApp('/me?from=2026-11-16', {
      me: AGENT,
      handlers: {
        'GET /me/wishes': () => ({ balance, items, templates }),
        'POST /me/wishes': async (request: Request) => {
          sent.push(await request.json())
          return items[0]
        },
        'DELETE /me/wishes/6': () => {
          sent.push('taken back')
        },
      },
    })
    await user.selectOptions(await screen.findByLabelText('What you wish'), 'Start between')
    const from = screen.getByLabelText('From')
    await user.clear(from)
    await user.type(from, '7')
    await user.click(screen.getByRole('button', { name: 'Wish' }))
    const want = { day: '2026-11-23', kind: 'start', points: 3, fromMin: 420, toMin: 600 }
    await waitFor(() => expect(sent).toEqual([want]))
    await user.click(screen.getByRole('button', { name: /Take back the wish for Mon, Nov 16/ }))
    await waitFor(() => expect(sent).toEqual([want, 'taken back']))
  })

  it('wishes never to work a kind of shift', async () => {
    const sent: unknown[] = []
    const { user } = await openApp('/me?from=2026-11-16', {
      me: AGENT,
      handlers: {
        'GET /me/wishes': () => ({
          balance,
          items: [wish(9, { kind: 'not_template', template: 'E' })],
          templates,
        }),
        'POST /me/wishes': async (request: Request) => {
          sent.push(await request.json())
          return items[0]
        },
      },
    })
    expect(await screen.findByText(/never shift Early/)).toBeVisible()
    await user.selectOptions(screen.getByLabelText('What you wish'), 'Never this kind of shift')
    await user.selectOptions(screen.getByLabelText('Shift'), 'L · Late')
    await user.click(screen.getByRole('button', { name: 'Wish' }))
    await waitFor(() =>
      expect(sent).toEqual([{ day: '2026-11-23', kind: 'not_template', points: 3, template: 'L' }]),
    )
  })
})
