import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { AGENT } from '@/testing/server'

const SHIFT = {
  personId: 7,
  queueId: 1,
  day: '2026-11-17',
  start: '2026-11-17T08:00:00+08:00',
  end: '2026-11-17T16:30:00+08:00',
  letter: 'E',
  paidMin: 480,
  breaks: [],
}

const NOTHING = { total: 0, under: 0, over: 0, preference: 0, fairness: 0, hours: 0 }

/** Opens a week, asks why one works on its Tuesday, and gives the answer's line. */
async function told(answer: object): Promise<HTMLElement> {
  const why = {
    works: true,
    locked: false,
    blocked: false,
    rules: [],
    cost: NOTHING,
    paidMin: 0,
    days: [],
    reliefs: [],
    ...answer,
  }
  const { user } = await openApp('/me?from=2026-11-18', {
    me: AGENT,
    handlers: {
      'GET /me/shifts': () => ({ items: [SHIFT] }),
      'GET /me/shifts/2026-11-17/reasons': () => why,
    },
  })
  const ask = await screen.findByRole('button', { name: 'Why Tue, Nov 17?' }, { timeout: 20_000 })
  const line = ask.closest('li') as HTMLElement
  await user.click(ask)
  return line
}

describe('why I work on a day', () => {
  it('is told by what the day off would cost, the dearest first', async () => {
    const line = await told({
      cost: { ...NOTHING, total: 100, under: 30, fairness: 80, over: -10 },
    })
    expect(await screen.findByText(/^You work on this day because/)).toBeVisible()
    const terms = [...line.querySelectorAll('li')].map(({ textContent }) => textContent)
    expect(terms).toEqual([
      'nights, weekends and the like would be shared less evenly (+80)',
      'too few people would be there (+30)',
    ])
  }, 60_000)

  it('is told by the rules where they allow nothing else', async () => {
    await told({ blocked: true, rules: ['min_week_minutes'] })
    expect(
      await screen.findByText(/^Your agreement does not allow a day off here: Least hours a week/),
    ).toBeVisible()
  }, 60_000)
})
