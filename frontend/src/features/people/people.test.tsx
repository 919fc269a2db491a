import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Person } from '@/api/types'
import { lastBody, openApp } from '@/testing/render'
import { blankPerson, personFields, personValues } from './person-values'

const ANN: Person = {
  id: 5,
  version: 2,
  code: 'A-5',
  name: 'Ann',
  email: 'ann@example.org',
  siteId: 1,
  employerId: 1,
  agreementId: 1,
  hiredOn: '2026-01-05',
  skills: [{ skillId: 3, level: 4 }],
  availability: [
    { weekday: 1, from: '08:00', to: '18:00' },
    { weekday: 2, from: '08:00', to: '18:00' },
  ],
}
const OMAR: Person = {
  ...ANN,
  id: 6,
  code: 'A-6',
  name: 'Omar',
  agreementId: undefined,
  skills: [],
}

const handlers = {
  'GET /people': () => ({ items: [ANN, OMAR] }),
  'GET /people/5': () => ANN,
  'GET /employers': () => ({
    items: [{ id: 1, version: 1, code: 'OWN', name: 'Harbour', kind: 'own' }],
  }),
  'GET /agreements': () => ({
    items: [{ id: 1, version: 1, code: 'FT', name: 'Full time', templates: [] }],
  }),
  'GET /skills': () => ({ items: [{ id: 3, version: 1, code: 'EN', name: 'English' }] }),
}

describe('the list of people', () => {
  it('shows each with employer, agreement and skills, and warns of a missing agreement', async () => {
    await openApp('/people', { handlers })
    const ann = await screen.findByRole('row', { name: /Ann/ })
    await waitFor(() => expect(ann).toHaveTextContent('Harbour'))
    expect(ann).toHaveTextContent('Full time')
    expect(ann).toHaveTextContent('English 4')
    expect(within(screen.getByRole('row', { name: /Omar/ })).getByText('None')).toBeVisible()
  })

  it('asks the server for what the address says', async () => {
    const { requests } = await openApp('/people?q=ann&skill=3', { handlers })
    await screen.findByRole('row', { name: /Ann/ })
    const asked = requests
      .map(({ url }) => new URL(url))
      .filter(({ pathname }) => pathname.endsWith('/people'))
    expect(asked.at(-1)?.searchParams.toString()).toContain('q=ann')
    expect(asked.at(-1)?.searchParams.get('skill')).toBe('3')
    expect(asked.at(-1)?.searchParams.get('site')).toBe('1')
  })

  it('puts what is typed into the address', async () => {
    const { user, router } = await openApp('/people', { handlers })
    await user.type(await screen.findByRole('textbox', { name: 'Name, code or e-mail' }), 'om')
    await waitFor(() => expect(router.state.location.search).toMatchObject({ q: 'om' }))
  })

  it('says so when nobody matches', async () => {
    await openApp('/people?q=zzz', {
      handlers: { ...handlers, 'GET /people': () => ({ items: [] }) },
    })
    expect(await screen.findByText('Nobody matches')).toBeVisible()
  })
})

describe('the page of a person', () => {
  it('tells what is known', async () => {
    await openApp('/people/5', { handlers })
    const profile = await screen.findByRole('region', { name: 'Profile' })
    expect(profile).toHaveTextContent('Mon–Tue 08:00–18:00')
    expect(profile).toHaveTextContent('Jan 5, 2026')
    await waitFor(() => expect(profile).toHaveTextContent('English4 expert'))
  })

  it('records an absence of one day', async () => {
    const { user, requests } = await openApp('/people/5', {
      handlers: {
        ...handlers,
        'POST /people/5/absences': async (request) => ({
          id: 1,
          version: 1,
          ...(await request.json()),
        }),
      },
    })
    const absences = await screen.findByRole('region', { name: 'Absences' })
    await user.click(await within(absences).findByRole('button', { name: 'Add' }))
    const dialog = await screen.findByRole('dialog', { name: 'Add: Absences' })
    await user.type(within(dialog).getByRole('textbox', { name: /First day/ }), '2026-12-24')
    await user.keyboard('{Enter}{Escape}')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/absences')).toEqual({
        from: '2026-12-24',
        to: '2026-12-24',
        kind: 'vacation',
        status: 'approved',
      }),
    )
  })
})

describe('bringing people in from a file', () => {
  const outcome = {
    taken: 2,
    created: 2,
    updated: 0,
    unchanged: 0,
    refused: 0,
    dryRun: true,
    errors: [],
    warnings: [],
  }
  const file = new File(['code,name\n'], 'people.csv', { type: 'text/csv' })

  it('tells first what would happen, then does it', async () => {
    const runs: (string | null)[] = []
    const { user } = await openApp('/people/import', {
      handlers: {
        'POST /people/import': (_, url) => {
          runs.push(url.searchParams.get('dryRun'))
          return { ...outcome, dryRun: url.searchParams.get('dryRun') === 'true' }
        },
      },
    })
    await user.upload(screen.getByLabelText(/Drop a CSV file/), file)
    expect(await screen.findByText('Nothing is written yet')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Write 2 people' }))
    expect(await screen.findByText('Written')).toBeVisible()
    expect(runs).toEqual(['true', 'false'])
  })

  it('names every wrong cell, and offers no deed', async () => {
    const errors = [{ line: 3, column: 'agreement', found: 'FULL', expected: 'one of FT, PT' }]
    const { user } = await openApp('/people/import', {
      handlers: { 'POST /people/import': () => ({ ...outcome, refused: 1, errors }) },
    })
    await user.upload(screen.getByLabelText(/Drop a CSV file/), file)
    const row = await screen.findByRole('row', { name: /agreement/ })
    expect(row).toHaveTextContent('3agreementFULLone of FT, PT')
    expect(screen.queryByRole('button', { name: /Write/ })).not.toBeInTheDocument()
  })
})

describe('editing a person', () => {
  it('without a change sends what was stored', () => {
    const { id: _, version: __, ...stored } = ANN
    expect(JSON.parse(JSON.stringify(personFields(personValues(ANN))))).toEqual(stored)
  })

  it('leaves out a skill line that was never chosen', () => {
    const values = { ...blankPerson(), skills: [{ skillId: undefined, level: 3 }] }
    expect(personFields(values).skills).toEqual([])
  })
})
