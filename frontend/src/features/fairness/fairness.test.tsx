import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { AccountLoads, FairnessBurden } from '@/api/types'
import { openApp } from '@/testing/render'
import { SITES } from '@/testing/server'
import './page' // loaded before the clock of the first test runs

const loads = (nights: number): AccountLoads => ({
  ...{ nights, weekends: 1, holidays: 0, shortRests: 0, undesired: 0 },
})
const burden = (personId: number, name: string, nights: number): FairnessBurden => ({
  ...{ personId, name, code: `P${personId}`, agreementId: 1, agreementName: 'Full time' },
  ...{ share: 1, present: 1, shifts: 100, carried: loads(nights), corrected: loads(0) },
  ...{ given: loads(0), total: loads(nights), expected: loads(8) },
  since: nights === 8 ? {} : { nights: '2026-08-03' },
})
const report = {
  ...{ version: 0, from: '2025-11-23', to: '2026-11-22', terms: {} },
  people: [burden(1, 'Ann', 12), burden(2, 'Bob', 8), burden(3, 'Cid', 4.5)],
}
const handlers = { 'GET /sites': () => SITES, 'GET /sites/1/fairness': () => report }

describe('fairness', () => {
  it('shows who is above and below their peers, and since when', async () => {
    await openApp('/fairness', { handlers })
    const ann = await screen.findByRole('row', { name: /Ann/ })
    expect(ann).toHaveTextContent('+4')
    expect(ann).toHaveTextContent('Aug 3, 2026')
    expect(screen.getByRole('row', { name: /Bob/ })).toHaveTextContent('on it')
    expect(screen.getByText('Cid -3.5')).toBeVisible()
    expect(screen.getByText('2 of 3 people')).toBeVisible()
  })

  it('changes the burden by the address and offers the file', async () => {
    const { user, router } = await openApp('/fairness?to=2026-11-22', { handlers })
    await user.selectOptions(await screen.findByLabelText('Burden'), 'Weekends')
    await waitFor(() => expect(router.state.location.search).toMatchObject({ account: 'weekends' }))
    expect(await screen.findByRole('link', { name: 'Take away as CSV' })).toHaveAttribute(
      'href',
      '/api/v1/sites/1/fairness.csv?to=2026-11-22',
    )
  })

  it('sends a correction with its reason', async () => {
    const sent: unknown[] = []
    const { user } = await openApp('/fairness?correct=true', {
      handlers: {
        ...handlers,
        'POST /fairness-corrections': async (request: Request) => {
          sent.push(await request.json())
          return { id: 1 }
        },
      },
    })
    await user.selectOptions(await screen.findByLabelText('Person'), 'Bob (P2)')
    await user.type(screen.getByLabelText(/Why/), 'night at another site')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(sent).toEqual([
        {
          ...{ personId: 2, account: 'nights', day: '2026-11-22', amount: 1 },
          reason: 'night at another site',
        },
      ]),
    )
  })
})

describe('the terms of a site', () => {
  it('are read into fields and sent on the version that was read', async () => {
    const terms = {
      ...{ windowDays: 365, weights: loads(0.4), nightFrom: 1380, nightTo: 1800 },
      ...{ nightMinutes: 180, shortRestMin: 720, desiredFrom: 420, desiredTo: 840 },
      wishes: { order: 'budget', budget: 10, periodDays: 28, credit: 0.5, pointPrice: 12 },
    }
    const sent: unknown[] = []
    const { user } = await openApp('/fairness?terms=true', {
      handlers: {
        ...handlers,
        'GET /sites/1/fairness': () => ({ ...report, version: 3, terms }),
        'PUT /sites/1/fairness/terms': async (request: Request) => {
          sent.push(request.headers.get('If-Match'), await request.json())
          return terms
        },
      },
    })
    const from = await screen.findByLabelText('Night from')
    expect(from).toHaveValue('23:00')
    await user.clear(from)
    await user.type(from, '22')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(sent).toEqual(['"3"', { ...terms, nightFrom: 1320 }]))
  })
})
