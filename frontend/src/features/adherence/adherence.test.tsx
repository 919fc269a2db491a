import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { AGENT, type Handlers, json, SITES } from '@/testing/server'
import './page' // loaded before the clock of the first test runs

const SUM = {
  adherence: 0.9,
  conformance: 0.957,
  scheduledS: 28800,
  workS: 25200,
  workedS: 24120,
  outS: 2880,
  exceptions: 1,
  known: 1,
  unknown: 1,
}
const TERMS = { graceS: 60, outside: false, awayIsWork: false }
const PERIOD = { from: '2026-10-24', to: '2026-11-20' }

const REPORT = {
  ...PERIOD,
  terms: TERMS,
  total: SUM,
  teams: [],
  people: [
    { personId: 5, code: 'P5', name: 'Wang Min', teamId: 1, teamName: 'Blue', ...SUM },
    {
      ...SUM,
      personId: 6,
      code: 'P6',
      name: 'Zhao Lei',
      teamName: '',
      adherence: undefined,
      conformance: undefined,
      known: 0,
      exceptions: 0,
    },
  ],
}

const OWN = {
  ...PERIOD,
  personId: 5,
  code: 'P5',
  name: 'Wang Min',
  zone: 'Asia/Shanghai',
  terms: TERMS,
  total: SUM,
  days: [
    {
      day: '2026-11-18',
      start: '2026-11-18T01:00:00Z',
      end: '2026-11-18T09:00:00Z',
      known: true,
      adherence: 0.9,
      conformance: 0.957,
      outS: 2880,
      scheduled: [{ from: '2026-11-18T01:00:00Z', to: '2026-11-18T09:00:00Z', activity: 'work' }],
      actual: [{ from: '2026-11-18T01:48:00Z', to: '2026-11-18T09:00:00Z', activity: 'work' }],
      exceptions: [
        {
          from: '2026-11-18T01:00:00Z',
          to: '2026-11-18T01:48:00Z',
          scheduled: 'work',
          actual: 'off',
        },
      ],
    },
    {
      day: '2026-11-19',
      start: '2026-11-19T01:00:00Z',
      end: '2026-11-19T09:00:00Z',
      known: false,
      outS: 0,
      scheduled: [],
      actual: [],
      exceptions: [],
    },
  ],
}

const HANDLERS: Handlers = {
  'GET /sites': () => SITES,
  'GET /sites/1/adherence': () => REPORT,
  'GET /people/5/adherence': () => OWN,
  'GET /sites/1/adherence/terms': () => json(TERMS, 200, { ETag: '"4"' }),
}

// field.md 1.5
describe('how people kept their shifts', () => {
  it('lists adherence as a number, and says nothing of whom nothing was recorded', async () => {
    await openApp('/adherence', { handlers: HANDLERS })
    const table = await screen.findByRole('region', { name: 'How people kept their shifts' })
    const kept = within(table).getByRole('row', { name: /Wang Min/ })
    expect(kept).toHaveTextContent('90.0%')
    expect(kept).toHaveTextContent('95.7%')
    expect(kept).toHaveTextContent('48:00')
    const other = within(table).getByRole('row', { name: /Zhao Lei/ })
    expect(other).toHaveTextContent('Zhao Lei––––0 of 1No team')
    expect(other).not.toHaveTextContent('%')
  })

  it('opens the days of a person, each departure in words by the clock of the site', async () => {
    const { user } = await openApp('/adherence', { handlers: HANDLERS })
    await user.click(await screen.findByRole('button', { name: 'Wang Min' }))
    const drawer = await screen.findByRole('dialog', { name: 'Wang Min: shift by shift' })
    expect(drawer).toHaveTextContent('09:00–09:48 (48 min): signed out instead of work')
    expect(drawer).toHaveTextContent('not recorded')
    expect(within(drawer).getAllByRole('img')).toHaveLength(1)
  })

  it('asks for the meaning of unknown states, and sends it with the file', async () => {
    const asked: string[][] = []
    const answer = (faults: unknown[], more: object) => ({
      dryRun: true,
      written: false,
      encoding: 'UTF-8',
      ignored: [],
      lines: 2,
      people: 1,
      from: '2026-11-18',
      to: '2026-11-18',
      hours: [],
      unknownStates: [],
      faults,
      ...more,
    })
    const { user } = await openApp('/adherence?file=true', {
      handlers: {
        ...HANDLERS,
        'POST /attendance/import': (_, url) => {
          const said = url.searchParams.getAll('state')
          asked.push([url.searchParams.get('dryRun') ?? '', ...said])
          if (said.length === 0) {
            return answer([{ line: 3, column: 'state', found: 'AUX 5', kind: 'unknown_state' }], {
              unknownStates: [{ word: 'AUX 5', lines: 1 }],
            })
          }
          const written = url.searchParams.get('dryRun') === 'false'
          return answer([], { dryRun: !written, written })
        },
      },
    })
    const drawer = await screen.findByRole('dialog', { name: 'Agent states from the switch' })
    await user.upload(
      within(drawer).getByLabelText('File of agent states'),
      new File(['code,start,end,state\n'], 'states.csv', { type: 'text/csv' }),
    )
    const choice = await within(drawer).findByRole('combobox', { name: '“AUX 5”, 1 line' })
    expect(within(drawer).getByRole('button', { name: 'Check again' })).toBeDisabled()
    await user.click(choice)
    await user.click(await screen.findByRole('option', { name: 'break', hidden: true }))
    await user.click(within(drawer).getByRole('button', { name: 'Check again' }))
    await user.click(await within(drawer).findByRole('button', { name: 'Take this in' }))
    await waitFor(() => expect(drawer).not.toBeInTheDocument())
    expect(asked).toEqual([['true'], ['true', 'AUX 5=pause'], ['false', 'AUX 5=pause']])
  })

  it('changes what counts, in the place of the version that was read', async () => {
    let sent: { match: string | null; body: unknown } | undefined
    const { user } = await openApp('/adherence?terms=true', {
      handlers: {
        ...HANDLERS,
        'PUT /sites/1/adherence/terms': async (request) => {
          sent = { match: request.headers.get('If-Match'), body: await request.json() }
          return TERMS
        },
      },
    })
    await user.click(await screen.findByRole('switch', { name: /Work outside of the shift/ }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(sent).toEqual({ match: '"4"', body: { ...TERMS, outside: true } }))
  })

  it('shows agents their own shifts', async () => {
    await openApp('/me', { me: AGENT, handlers: { 'GET /me/adherence': () => OWN } })
    const panel = await screen.findByRole('region', { name: 'How I kept my shifts' })
    expect(await within(panel).findByText(/signed out instead of work/)).toBeVisible()
    expect(panel).toHaveTextContent('90.0%')
  })
})
