import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './scenarios-page' // loaded before the clock of the first test runs
import './hiring-page'

const figures = (exits: number) => ({
  ...{ exits, hires: exits, promotions: 4, costMinor: 100_000 },
  ...{ headcount: 30, effective: 29, attrition: [0.35] },
})
const spread = (value: number) => ({
  ...{ value, parameterSd: 1, flowSd: 4, parameterLow: value - 2, parameterHigh: value + 2 },
  ...{ low: value - 8, high: value + 8 },
})
const rung = (code: string, en: string, added = false) => ({
  ...{ code, name: { en, zh: en }, added, value: [3, 4], parameterLow: [2, 3] },
  ...{ parameterHigh: [4, 5], low: [1, 2], high: [5, 6] },
})
const course = {
  rungs: [rung('new', 'New agent'), rung('mentor', 'Mentor', true), rung('', '')],
  ...{ exits: [1, 1], hires: [1, 1], promotions: [0, 1], costMinor: [1, 1], effective: [3, 4] },
}
const run = {
  ...{ id: 5, jobId: 9, of: 1, code: 'x', askedAt: '2026-11-20T08:00:00Z' },
  ...{ doneAt: '2026-11-20T08:00:02Z', knownOn: '2026-11-20', outcome: 'abcdef0123456789' },
  ...{ base: figures(20), after: figures(16), paid: true, own: false, unplaced: false, exits: 7 },
  change: {
    ...{ total: figures(-4), structural: figures(-1), behavioural: figures(-3), draws: 200 },
    ...{ exits: spread(-4), hires: spread(-4), promotions: spread(1), cost: spread(500) },
    effective: spread(0),
  },
  ...{ baseCourse: course, afterCourse: course },
  binding: [{ rung: 'mentor', months: 6, first: 2, blocked: 3.5, relief: figures(-1) }],
  assumptions: [
    {
      ...{ key: 'night shifts', value: 1.25, low: 1, high: 1.5, unit: 'hazard ratio' },
      ...{ source: 'an aggregator', grade: 'D', weak: true, own: false, editable: true },
    },
  ],
}
const scenario = {
  ...{ id: 1, version: 2, name: 'Mentors', description: '', siteId: 0, ladder: 'CC' },
  ...{ track: 'tenure', horizon: 24, currency: 'CNY', pay: [], home: 0, hybrid: 0 },
  ...{ assumed: [], changes: [], seed: 1, last: run },
}
const plan = {
  ...{ id: 3, version: 1, name: 'Classes', description: '', siteId: 1, capacityPlanId: 8 },
  ...{ group: 'voice', months: 2, need: [], decide: 2, sizes: [4], currency: 'CNY' },
  ...{ hireMinor: 1, classMinor: 1, shortMinor: 1, surplusMinor: 1, trained: 1, start: 0.6 },
  tau: 3,
  last: {
    ...run,
    result: {
      ...{ months: ['2027-01-01', '2027-02-01'], need: [20, 20], without: [18, 17] },
      ...{ with: [18, 20], short: [2, 0], classes: [4, 0], costMinor: 90_000 },
      ...{ boundMinor: 90_000, hireMinor: 1, classMinor: 1, shortMinor: 1, surplusMinor: 1 },
      ...{ nothingMinor: 120_000, proven: true, stay: [1, 0.9], output: [0, 0.6], own: true },
      ...{ exits: 60, present: 19, capacityPlanId: 8, capacityVersion: 2, skipped: 1 },
    },
  },
}
const me = { ...PLANNER, permissions: [...PLANNER.permissions, 'careers:read', 'careers:manage'] }
const handlers = {
  'GET /careers/scenarios': () => ({ items: [scenario] }),
  'GET /careers/scenarios/1': () => scenario,
  'GET /careers/scenarios/1/runs': () => ({ items: [run] }),
  'GET /careers/hiring-plans': () => ({ items: [plan] }),
  'GET /careers/capacity-plans': () => ({
    items: [{ id: 8, version: 6, name: 'Spring', siteId: 1, currency: 'CNY', groups: ['voice'] }],
  }),
}

describe('scenario lab', () => {
  it('opens an earlier result and says of which version it is (004-01)', async () => {
    const earlier = { ...run, id: 4, of: 1, askedAt: '2026-10-02T08:00:00Z', knownOn: '2026-10-02' }
    const assumptions = [{ ...run.assumptions[0], source: 'a cohort that nobody remembers' }]
    const { user } = await openApp('/careers/scenarios', {
      me,
      handlers: {
        ...handlers,
        'GET /careers/scenarios/1/runs': () => ({ items: [{ ...run, of: 2 }, earlier] }),
        'GET /careers/scenarios/1/runs/4': () => ({ ...earlier, assumptions }),
      },
    })
    await user.selectOptions(await screen.findByLabelText('Computed'), '4')
    expect(await screen.findByText(/It is of version 1 of the scenario/)).toBeVisible()
    expect(await screen.findByText('a cohort that nobody remembers')).toBeVisible()
    expect(screen.getByText(/From the registers of .*Oct/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Show the newest' }))
    expect(await screen.findByText('an aggregator')).toBeVisible()
    expect(screen.queryByText(/It is of version 1/)).toBeNull()
  })

  it('parts the effect into arithmetic and assumed behaviour', async () => {
    await openApp('/careers/scenarios', { me, handlers })
    const panel = await screen.findAllByRole('region', { name: 'What the scenario changes' })
    const row = within(panel[0] as HTMLElement).getByRole('row', { name: /Exits/ })
    expect(row).toHaveTextContent('Exits-1-3-4-6 to -2-12 to +4')
  })

  it('names the limit that holds people back, and grades what is assumed', async () => {
    await openApp('/careers/scenarios', { me, handlers })
    expect(await screen.findByRole('row', { name: /Nights only/ })).toHaveTextContent('D · weak')
    expect(screen.getByText(/Fewer than 50 exits are known/)).toBeVisible()
    const [limits] = screen.getAllByRole('region', { name: 'Which limit holds people back' })
    expect(within(limits as HTMLElement).getByRole('row', { name: /Mentor/ })).toHaveTextContent(
      '363.5',
    )
  })

  it('says in Chinese where its numbers come from (004-01)', async () => {
    const number = { value: 1.25, low: 1, high: 1.5, unit: 'x', weak: false, editable: false }
    const assumptions = [
      { ...number, key: 'hazard', source: 'own record', basis: 'exits', known: 64, own: true },
      { ...number, key: 'pay', source: 'Emanuel', basis: 'documented', grade: 'A', own: false },
      { ...number, key: 'promotion', source: 'as it was written', grade: 'B', own: false },
    ]
    const last = { ...run, assumptions }
    await openApp('/careers/scenarios', {
      me,
      handlers: { ...handlers, 'GET /careers/scenarios/1': () => ({ ...scenario, last }) },
    })
    await screen.findByText('as it was written')
    act(() => setLanguage('zh'))
    expect(await screen.findByText('自有记录：64次离职')).toBeVisible()
    expect(screen.getByText(/仓储与呼叫中心/)).toBeVisible()
    expect(screen.getByText('as it was written')).toBeVisible() // of a run before there were kinds
  })

  it('says that a computation failed', async () => {
    const failed = {
      ...scenario,
      last: { id: 6, jobId: 0, of: 1, code: 'x', askedAt: run.askedAt },
    }
    await openApp('/careers/scenarios', {
      me,
      handlers: { ...handlers, 'GET /careers/scenarios/1': () => failed },
    })
    expect(await screen.findByText(/did not finish/)).toBeVisible()
  })
})

describe('hiring plan', () => {
  it('hands the classes over with the version on screen, once that is confirmed', async () => {
    const sent: unknown[] = []
    await openApp('/careers/hiring', {
      me,
      handlers: {
        ...handlers,
        'POST /careers/hiring-plans/3/hand-over': async (request: Request) => {
          sent.push(await request.json())
          return { capacityPlanId: 8, capacityVersion: 7 }
        },
      },
    })
    expect(await screen.findByText(/No plan costs less/)).toBeVisible()
    const button = { name: 'Use these hires in the capacity plan' }
    fireEvent.click(await screen.findByRole('button', button))
    expect(sent).toEqual([])
    const dialog = await screen.findByRole('dialog')
    fireEvent.click(await within(dialog).findByRole('button', button))
    await waitFor(() => expect(sent).toEqual([{ capacityVersion: 6 }]))
  })
})
