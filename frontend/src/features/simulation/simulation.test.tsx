import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json } from '@/testing/server'

const SIMULATION = {
  id: 3,
  name: '',
  state: 'done',
  jobId: 11,
  siteId: 1,
  requirementIds: [8],
  from: '2026-11-23',
  days: 1,
  volume: 1,
  handleCv: 0,
  replications: 100,
  seed: 0,
  stepS: 1800,
  inputHash: 'x',
  codeVersion: 'x',
  createdAt: '2026-11-22T05:00:00Z',
  createdBy: 1,
}
const figure = (mean: number, se = 0) => ({ mean, se })
const QUEUE = {
  name: 'CD-SALES',
  offered: figure(120.4, 1),
  answered: figure(110),
  abandoned: figure(10),
  calledBack: figure(0),
  leftWaiting: figure(0),
  serviceLevel: { sl_excl_short: figure(0.834, 0.003), sl_offered: figure(0.8, 0.003) },
  pWait: figure(0.21, 0.002),
  abandon: figure(0.06, 0.001),
  asaS: figure(6.7, 0.1),
  meanWaitS: figure(7),
  percentiles: [{ share: 0.9, waitS: 21 }],
}
const GROUP = {
  name: 'CD-SALES',
  staffedHours: figure(14),
  busyHours: figure(9),
  occupancy: figure(0.64),
  skills: [{ queue: 'CD-SALES', contacts: figure(110) }],
}
const REPORT = {
  ...SIMULATION,
  zone: 'Asia/Shanghai',
  start: '2026-11-23T00:00:00+08:00',
  intervalS: 1800,
  intervals: 4,
  events: 24_000,
  all: QUEUE,
  queues: [QUEUE],
  groups: [GROUP],
}
const track = (first: number[], mean: number[]) => ({ first, mean })
const COURSE = {
  stepS: 1800,
  zone: 'Asia/Shanghai',
  start: REPORT.start,
  queues: [{ name: 'CD-SALES', waiting: track([0, 3, 1, 0], [0, 1.5, 0.5, 0]) }],
  groups: [
    {
      name: 'CD-SALES',
      busy: track([0, 5, 4, 0], [0, 4.5, 4, 0]),
      idle: track([0, 0, 1, 0], [0, 0.5, 1, 0]),
    },
  ],
}
const INTERVALS = {
  intervalS: 1800,
  zone: 'Asia/Shanghai',
  start: ['2026-11-23T00:00:00+08:00', '2026-11-23T00:30:00+08:00'],
  variant: 'sl_excl_short',
  queues: [
    {
      name: 'CD-SALES',
      offered: [0, 20],
      answered: [0, 18],
      abandoned: [0, 2],
      asaS: [null, 6],
      waitingAtEnd: [0, 1],
      serviceLevel: [null, 0.83],
      serviceLevelSe: [null, 0.02],
    },
  ],
  groups: [],
}
const handlers = {
  'GET /simulations': () => ({ items: [SIMULATION] }),
  'GET /simulations/3': () => REPORT,
  'GET /simulations/3/course': () => COURSE,
  'GET /simulations/3/intervals': () => INTERVALS,
}
const REQUIREMENT = {
  id: 8,
  queueId: 4,
  queueName: 'Sales line',
  siteId: 1,
  from: '2026-11-23',
  days: 7,
  deferred: false,
  goal: {},
}

describe('simulations', () => {
  it('says what goes there while there is none', async () => {
    await openApp('/simulation?site=1')
    expect(await screen.findByText('Nothing was simulated yet')).toBeVisible()
  })

  it('orders one for the requirement that was chosen', async () => {
    const { user, requests } = await openApp('/simulation?site=1&requirement=%5B8%5D', {
      handlers: {
        ...handlers,
        'GET /requirements': () => ({ items: [REQUIREMENT] }),
        'POST /simulations': () => json(SIMULATION, 202),
      },
    })
    const dialog = await screen.findByRole('dialog', { name: 'New simulation' })
    await user.click(await within(dialog).findByRole('button', { name: 'Simulate' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/simulations')).toMatchObject({
        requirementIds: [8],
        from: '2026-11-23',
        days: 1,
        volume: 1,
        replications: 100,
      }),
    )
    expect(await screen.findByRole('heading', { level: 1, name: 'Simulation 3' })).toBeVisible()
  })

  it('plays a roster that was chosen', async () => {
    const roster = {
      id: 7,
      name: 'This week',
      siteId: 1,
      from: '2026-11-23',
      days: 14,
      state: 'draft',
    }
    const { user, requests } = await openApp('/simulation?site=1&roster=7', {
      handlers: {
        ...handlers,
        'GET /requirements': () => ({ items: [REQUIREMENT] }),
        'GET /rosters': () => ({ items: [roster] }),
        'POST /simulations': () => json(SIMULATION, 202),
      },
    })
    const dialog = await screen.findByRole('dialog', { name: 'New simulation' })
    await user.type(
      await within(dialog).findByRole('textbox', { name: /Share of those on shift/ }),
      '90',
    )
    await user.click(within(dialog).getByRole('button', { name: 'Simulate' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/simulations')).toEqual({
        rosterId: 7,
        from: '2026-11-23',
        days: 1,
        presence: 0.9,
        volume: 1,
        replications: 100,
      }),
    )
  })

  it('plays a file, and names the field that cannot be played', async () => {
    const refused = {
      title: 'The scenario cannot be played',
      status: 422,
      code: 'scenario',
      detail: '',
      errors: [{ location: 'body.scenario.queues[0].name', message: 'found ""; expected a name' }],
    }
    const { user, requests } = await openApp('/simulation?site=1&new=true', {
      handlers: {
        ...handlers,
        'GET /requirements': () => ({ items: [REQUIREMENT] }),
        'GET /rosters': () => ({ items: [] }),
        'POST /simulations': () => json(refused, 422),
      },
    })
    const dialog = await screen.findByRole('dialog', { name: 'New simulation' })
    await user.click(await within(dialog).findByRole('radio', { name: 'A file' }))
    const field = within(dialog).getByLabelText(/Choose a scenario/)
    await user.upload(field, new File(['{"queues": [,]}'], 'broken.json'))
    expect(await within(dialog).findByText('broken.json is no JSON')).toBeVisible()
    await user.upload(field, new File(['{"queues":[{"name":""}],"groups":[]}'], 'mine.json'))
    expect(await within(dialog).findByText('mine.json: 1 queues, 0 groups')).toBeVisible()
    await user.click(within(dialog).getByRole('button', { name: 'Simulate' }))
    expect(await within(dialog).findByText(/scenario.queues\[0\].name/)).toBeVisible()
    expect(await lastBody(requests, 'POST', '/simulations')).toMatchObject({
      siteId: 1,
      name: 'broken',
      scenario: { queues: [{ name: '' }], groups: [] },
    })
  })

  it('lets one take the scenario along', async () => {
    await openApp('/simulation/3', { handlers })
    expect(await screen.findByRole('link', { name: 'Download the scenario' })).toHaveAttribute(
      'href',
      '/api/v1/simulations/3/scenario',
    )
  })

  it('reports each queue with how sure it is', async () => {
    await openApp('/simulation/3', { handlers })
    const row = await screen.findByRole('row', { name: /^CD-SALES 120/ })
    expect(row).toHaveTextContent('CD-SALES120.4 ± 283.4% ± 0.66.7 s ± 0.221 s21% ± 0.46% ± 0.2')
    expect(screen.getByText(/100 replications, 24K events/)).toBeVisible()
  })

  it('walks through the day from the first moment that somebody works', async () => {
    const { user } = await openApp('/simulation/3', { handlers })
    expect(await screen.findByText('CD-SALES: 3 waiting')).toBeVisible()
    expect(screen.getByText('CD-SALES: 5 busy, 0 free')).toBeVisible()
    screen.getByRole('slider', { name: 'Time' }).focus()
    await user.keyboard('{ArrowRight}')
    expect(await screen.findByText('CD-SALES: 1 waiting')).toBeVisible()
    await user.click(screen.getByRole('radio', { name: 'Mean of all' }))
    expect(await screen.findByText('CD-SALES: 0.5 waiting')).toBeVisible()
  })

  it('plays to the end and stops there', async () => {
    const { user } = await openApp('/simulation/3', { handlers })
    await user.click(await screen.findByRole('button', { name: 'Play' }))
    expect(await screen.findByText('CD-SALES: 1 waiting')).toBeVisible()
    expect(await screen.findByRole('button', { name: 'Play' })).toBeVisible()
  })

  it('shows progress and cancels while it is under way', async () => {
    const { user, requests } = await openApp('/simulation/3', {
      handlers: {
        'GET /simulations/3': () => ({
          ...REPORT,
          state: 'queued',
          all: undefined,
          queues: [],
          groups: [],
        }),
        'GET /jobs/11': () => ({
          id: 11,
          kind: 'simulation.run',
          state: 'running',
          fraction: 0.4,
          version: 1,
          createdAt: SIMULATION.createdAt,
        }),
        'POST /jobs/11/cancellation': () => json({}, 202),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))
    await waitFor(() =>
      expect(requests.some(({ url }) => url.endsWith('/jobs/11/cancellation'))).toBe(true),
    )
  })
})
