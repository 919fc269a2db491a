import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'

const RULES = {
  weeklyMinMin: 0,
  weeklyMaxMin: 2400,
  minRestMin: 660,
  maxConsecutiveDays: 6,
  minDaysOffPerWeek: 1,
  minConsecutiveDaysOff: 0,
}

const agreement = { id: 3, version: 1, code: 'F', name: 'Full', rules: RULES, templates: [] }

describe('edited rules', () => {
  it('are tried on the last published roster: who, when, and what would help', async () => {
    const { user } = await openApp('/setup/agreements?edit=3', {
      handlers: {
        'GET /agreements': () => ({ items: [agreement] }),
        'GET /agreements/3': () => agreement,
        'POST /agreements/3/trial': () => ({
          rosterId: 5,
          rosterName: 'Week 10',
          people: 12,
          count: 31,
          breaches: [
            {
              rule: 'rest',
              personId: 1,
              personName: 'Li Na',
              days: ['2026-03-03'],
              found: 600,
              limit: 660,
              message: 'only 10 h of rest between two shifts; at least 11 h is agreed',
            },
          ],
          impossible: [
            {
              personId: 2,
              personName: 'Omar',
              reason: '',
              agreement: 'F',
              rules: ['rest'],
              reliefs: [{ rule: 'rest', from: 660, to: 600, dropped: false }],
            },
          ],
        }),
      },
    })
    await user.click(
      await screen.findByRole('button', { name: 'Try these rules' }, { timeout: 20_000 }),
    )
    const said = await screen.findByText('Week 10: 12 people, 31 rules broken')
    expect(said).toBeVisible()
    expect(screen.getByText('Li Na').closest('li')).toHaveTextContent(
      'Rest between shifts (10 h, at least 11 h)',
    )
    expect(await screen.findByText(/Rest between shifts 10 h instead of 11 h/)).toBeVisible()
  }, 60_000)
})
