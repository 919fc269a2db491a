import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import './page' // loaded before the clock of the first test runs

const group = (name: string, people: number) => ({
  ...{ name, hidden: false, people, exits: people / 2, median: 9.5, year: 8.25 },
  ...{ atRisk: [people, 12, null, null], survival: [1, 0.6, null, null] },
  ...{ lower: [1, 0.5, null, null], upper: [1, 0.7, null, null] },
  hazard: [{ from: 0, to: 1, exits: 4, months: 100, rate: 0.04, lower: 0.02, upper: 0.08 }],
})
const hidden = {
  ...{ name: 'Agency', hidden: true, people: 0, exits: 0, hazard: [] },
  ...{ atRisk: [], survival: [], lower: [], upper: [] },
}
const report = {
  ...{ to: '2026-10-31', months: 3, smallest: 10, refused: false, faults: 1 },
  ...{ all: group('', 60), groups: [group('Campus', 40), hidden], incidence: [], season: [] },
  reasons: [{ kind: 'voluntary', reason: 'shifts', exits: 12 }],
  teams: [],
  channels: [],
}
const asked: URLSearchParams[] = []
const handlers = {
  'GET /attrition': (_: Request, url: URL) => {
    asked.push(url.searchParams)
    return report
  },
  'GET /sites': () => ({ items: [] }),
}

describe('attrition', () => {
  it('sets groups side by side and hides the small ones', async () => {
    await openApp('/careers/attrition?by=source', { handlers })
    const [, table] = await screen.findAllByRole('region', { name: 'Who is still there' })
    if (!table) throw new Error('the panel holds no table')
    expect(within(table).getByRole('row', { name: /Campus/ })).toHaveTextContent('4020')
    expect(within(table).getByRole('row', { name: /Agency/ })).toHaveTextContent('hidden')
    expect(asked.at(-1)?.get('by')).toBe('source')
  })

  it('says why people left, and what was left out', async () => {
    await openApp('/careers/attrition', { handlers })
    expect(await screen.findByRole('row', { name: /Shifts/ })).toHaveTextContent('Resigned12')
    expect(screen.getByText(/1 event does not fit in/)).toBeVisible()
  })

  it('says so where nothing may be shown', async () => {
    await openApp('/careers/attrition', {
      handlers: { ...handlers, 'GET /attrition': () => ({ ...report, refused: true }) },
    })
    expect(await screen.findByText(/nothing can be shown/)).toBeVisible()
  })
})
