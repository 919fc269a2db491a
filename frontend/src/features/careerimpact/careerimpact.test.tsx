import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './page' // loaded before the clock of the first test runs

const HR = {
  ...PLANNER,
  roles: ['hr' as const],
  permissions: ['careers:read' as const, 'careers:manage' as const],
}
const warning = { activity: 'early_warning', on: false, people: 0, months: 24, readers: ['hr'] }
const ladders = { activity: 'ladders', on: true, people: 40, months: 0, readers: ['planner', 'hr'] }
const groups = { activity: 'groups', on: true, people: 32, months: 0, readers: [], own: false }
const measure = (measure: string, standing: string, figures: number[] = [], more = {}) => ({
  ...{ measure, standing, figures, ...more },
})
const words = { basis: 'A works agreement.', advice: '', views: '', left: '' }
const impact = {
  ...{ version: 3, on: '2026-11-20', program: '1.2' },
  activities: [{ ...ladders, own: true, oldest: '2024-01-08' }, { ...warning, own: true }, groups],
  measures: [
    measure('appeals', 'fails', [2, 1]),
    measure('contests', 'holds', [0, 0]),
    measure('wall', 'built_in'),
    measure('gates', 'unused'),
    measure('decisions_go', 'holds', [72], { day: '2021-05-01' }),
  ],
  risks: [
    { risk: 'unfair_choice', measures: ['appeals'], open: ['appeals'] },
    { risk: 'score_decides', measures: ['wall', 'gates'], open: [] },
  ],
  words,
  ...{ changedAt: '2026-11-02T10:00:00Z', changedBy: 'Hana' },
}

describe('impact assessment (004-08, 004-18)', () => {
  it('tells what is kept, what does not hold, and what nobody has said', async () => {
    await openApp('/careers/fairness/impact', {
      me: HR,
      handlers: { 'GET /career-impact-assessment': () => impact },
    })
    const [done] = await screen.findAllByRole('region', { name: 'What is done' })
    const line = (name: RegExp) => within(done as HTMLElement).getByRole('row', { name })
    expect(line(/^Career ladders/)).toHaveTextContent('Planner, HR partner')
    expect(line(/^Career ladders/)).toHaveTextContent('as long as the person’s record')
    expect(line(/^Early warning/)).toHaveTextContent('not in use')
    expect(line(/^Early warning/)).toHaveTextContent('24 months')
    expect(line(/^Protected groups/)).toHaveTextContent('nobody; an audit compares')
    const [risks] = screen.getAllByRole('region', { name: 'What could go wrong' })
    expect(
      within(risks as HTMLElement).getByRole('row', { name: /passed over/ }),
    ).toHaveTextContent('1 does not hold')
    expect(
      within(risks as HTMLElement).getByRole('row', { name: /computed score/ }),
    ).toHaveTextContent('all of it holds')
    expect(screen.getByText('open 2, late 1')).toBeVisible()
    expect(screen.getByText(/it goes after 72 months/)).toBeVisible()
    expect(screen.getByText('A works agreement.')).toBeVisible()
    expect(screen.getAllByText('Nobody has said it yet.')).toHaveLength(3)
    expect(screen.getByText(/Version 3, .* by Hana/)).toBeVisible()
  })

  it('keeps what people write, in the place of the version that they saw', async () => {
    const sent: unknown[] = []
    await openApp('/careers/fairness/impact', {
      me: HR,
      handlers: {
        'GET /career-impact-assessment': () => impact,
        'PUT /career-impact-assessment': async (request) => {
          sent.push([request.headers.get('If-Match'), await request.json()])
          return { ...impact, version: 4, words: { ...words, advice: 'Go on.' } }
        },
      },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Write' }))
    await userEvent.type(screen.getByLabelText(/Advice of the data/), 'Go on.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('The words are kept')).toBeVisible()
    expect(screen.getByText('Go on.')).toBeVisible()
    expect(sent).toEqual([['"3"', { ...words, advice: 'Go on.' }]])
  })
})
