import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json } from '@/testing/server'
import { INTERVALS, queueOf, REPORT } from './testing'

const need = (id: number, queueId: number, rest = {}) => ({
  id,
  queueId,
  queueName: `Queue ${queueId}`,
  siteId: 1,
  from: '2026-11-16',
  days: 35,
  intervalMin: 30,
  deferred: false,
  goal: {},
  ...rest,
})
const ROSTER = {
  id: 7,
  name: 'This week',
  siteId: 1,
  from: '2026-11-23',
  days: 14,
  requirementIds: [11, 12],
  state: 'draft',
  version: 1,
  publishedVersion: 0,
}
const handlers = {
  'GET /net-staffing': () => ({ items: [REPORT] }),
  'GET /net-staffing/5': () => REPORT,
  'GET /net-staffing/5/intervals': () => INTERVALS,
  'GET /requirements': () => ({
    items: [need(11, 1), need(12, 2), need(13, 3, { deferred: true })],
  }),
  'GET /rosters': () => ({ items: [ROSTER] }),
}

describe('net staffing', () => {
  it('says what goes there while there is none', async () => {
    await openApp('/net-staffing?site=1', {
      handlers: { 'GET /net-staffing': () => ({ items: [] }) },
    })
    expect(await screen.findByText('Nothing was asked yet')).toBeVisible()
  })

  it('asks about a requirement together with the other queues of its days', async () => {
    const { user, requests } = await openApp('/net-staffing?site=1&requirement=%5B11%5D', {
      handlers: { ...handlers, 'POST /net-staffing': () => json(REPORT, 202) },
    })
    const dialog = await screen.findByRole('dialog', { name: 'Ask about shared people' })
    await user.click(await within(dialog).findByRole('button', { name: 'Compute' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/net-staffing')).toEqual({
        mode: 'net',
        requirementIds: [11, 12],
        from: '2026-11-16',
        days: 7,
        weeklyHours: 30,
        replications: 10,
      }),
    )
    expect(await screen.findByRole('heading', { level: 1, name: 'Net staffing 5' })).toBeVisible()
  })

  it('takes the days of a roster for its people', async () => {
    const { user, requests } = await openApp('/net-staffing?site=1&roster=7', {
      handlers: { ...handlers, 'POST /net-staffing': () => json(REPORT, 202) },
    })
    const dialog = await screen.findByRole('dialog')
    await user.click(await within(dialog).findByRole('button', { name: 'Compute' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/net-staffing')).toMatchObject({
        requirementIds: [11, 12],
        rosterId: 7,
        from: '2026-11-23',
        days: 7,
      }),
    )
  })

  it('reports each queue against its goal, with how sure it is', async () => {
    await openApp('/net-staffing/5', { handlers })
    const billing = await screen.findByRole('row', { name: /^Billing 24\.5/ })
    expect(billing).toHaveTextContent('Billing24.520+4.5022')
    expect(billing).toHaveTextContent('90% ± 1Kept')
    expect(screen.getByRole('row', { name: /^Faults 16/ })).toHaveTextContent('62% ± 1Missed')
    expect(screen.getByText(/Simulated 10 times.*± 1 points or better/)).toBeVisible()
    expect(screen.getByText(/Sharing saves 4 h .*\(9.1%\)/)).toBeVisible()
  })

  it('names a group that is away and a short queue that nobody else can help', async () => {
    await openApp('/net-staffing/5', { handlers })
    expect(await screen.findByText(/Nobody of NIGHT is there/)).toBeVisible()
    expect(screen.getByText(/Faults can be handled by one group only/)).toBeVisible()
  })

  it('shows who serves what, every hour in one place', async () => {
    await openApp('/net-staffing/5', { handlers })
    const flows = within(await screen.findByRole('region', { name: /Hours of each group/ }))
    expect(flows.getByRole('row', { name: /^BILLING/ })).toHaveTextContent(
      'BILLING1220.5cannot3.52450%',
    )
    expect(flows.getByRole('row', { name: /^All groups/ })).toHaveTextContent(
      'All groups2224.5163.54468%',
    )
  })

  it('reads out a cell of the map', async () => {
    const { user } = await openApp('/net-staffing/5?queue=2', { handlers })
    const map = await screen.findByRole('application', { name: /Net staffing of Faults/ })
    map.focus()
    await user.keyboard('{ArrowRight}')
    expect((await screen.findAllByText(/08:30: Net staffing -1/))[0]).toBeInTheDocument()
  })

  it('shows what queues lack together, whatever others have to spare', async () => {
    const { user } = await openApp('/net-staffing/5', { handlers })
    const map = await screen.findByRole('application', { name: /Too few of All queues/ })
    map.focus()
    await user.keyboard('{ArrowRight}')
    expect((await screen.findAllByText(/08:30: Too few -1.5/))[0]).toBeInTheDocument()
    await user.click(screen.getByRole('radio', { name: 'To spare' }))
    expect(await screen.findByRole('application', { name: /To spare of All queues/ })).toBeVisible()
  })

  it('tries the training that is worth most', async () => {
    const { user, requests } = await openApp('/net-staffing/5', {
      handlers: {
        ...handlers,
        'POST /net-staffing': () => json({ ...REPORT, id: 6 }, 202),
        'GET /net-staffing/6': () => ({ ...REPORT, id: 6 }),
        'GET /net-staffing/6/intervals': () => ({ ...INTERVALS, id: 6 }),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Try training BILLING in Faults' }))
    const dialog = await screen.findByRole('dialog', { name: 'Train people' })
    const people = within(dialog).getByRole('textbox', { name: 'People' })
    await user.clear(people)
    await user.type(people, '12')
    await user.click(within(dialog).getByRole('button', { name: 'Simulate before and after' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/net-staffing')).toEqual({
        mode: 'training',
        requirementIds: [11, 12],
        from: '2026-11-23',
        days: 7,
        weeklyHours: 30,
        replications: 10,
        trainings: [{ group: 'BILLING', queueId: 2, people: 12 }],
      }),
    )
    expect(await screen.findByRole('heading', { name: /6/, level: 1 })).toBeVisible()
  })

  it('shows before and after, and what is no more than chance', async () => {
    const [billing, faults] = REPORT.queues
    const change = (value: number, se: number) => ({
      before: faults?.simulated,
      after: faults?.simulated,
      serviceLevel: { value, se },
      abandon: { value: -0.02, se: 0.001 },
      asaS: { value: -5, se: 1 },
    })
    const training = {
      replications: 10,
      all: change(0.05, 0.002),
      queues: [
        {
          queueId: billing?.queueId,
          change: change(-0.03, 0.002),
          agents: { value: -0.1, se: 0.1 },
        },
        { queueId: faults?.queueId, change: change(0.12, 0.004), agents: { value: 2.4, se: 0.1 } },
      ],
    }
    const order = {
      ...REPORT.order,
      mode: 'training',
      trainings: [{ group: 'BILLING', queueId: 2, people: 12 }],
    }
    await openApp('/net-staffing/5', {
      handlers: { ...handlers, 'GET /net-staffing/5': () => ({ ...REPORT, order, training }) },
    })
    expect(await screen.findByText('12 of BILLING learn Faults')).toBeVisible()
    const table = within(screen.getByRole('region', { name: /before and after training/ }))
    expect(table.getByRole('row', { name: /^Faults/ })).toHaveTextContent(
      '+12 ± 0.8Better beyond chance-2 ± 0.2+2.4 ± 0.2',
    )
    expect(table.getByRole('row', { name: /^Billing/ })).toHaveTextContent('Worse beyond chance')
  })

  it('says of a plan whether it converged', async () => {
    const plan = {
      converged: false,
      shortHours: 3,
      limited: [2],
      rounds: [{ agentHours: 420, missed: 2, limited: 1, worst: 0.03 }],
    }
    await openApp('/net-staffing/5', {
      handlers: {
        ...handlers,
        'GET /net-staffing/5': () => ({
          ...REPORT,
          order: { ...REPORT.order, mode: 'plan' },
          plan,
        }),
      },
    })
    expect(await screen.findByText(/Not converged/)).toBeVisible()
    expect(screen.getByText('3 people hours cannot be had.')).toBeVisible()
    expect(screen.getByText(/Nobody more can be had for Faults/)).toBeVisible()
    expect(screen.getByRole('row', { name: /^1 420/ })).toHaveTextContent('142021' + '3%')
  })

  it('says why there is no answer, and lets one ask again', async () => {
    await openApp('/net-staffing/5', {
      handlers: {
        ...handlers,
        'GET /net-staffing/5': () => ({
          ...REPORT,
          state: 'failed',
          failure: 'too slow',
          queues: [],
        }),
        'GET /jobs/21': () => ({ id: 21, kind: 'netstaffing.run', state: 'failed', version: 1 }),
      },
    })
    expect(await screen.findByText('No answer: too slow')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Change and ask again' })).toHaveAttribute(
      'href',
      expect.stringContaining('requirement='),
    )
  })

  it('compares two answers by queue', async () => {
    const other = {
      ...REPORT,
      id: 6,
      queues: [queueOf(1, 'Billing', 0.91), queueOf(2, 'Faults', 0.8)],
    }
    await openApp('/net-staffing/5/compare/6', {
      handlers: { ...handlers, 'GET /net-staffing/6': () => other },
    })
    const row = await screen.findByRole('row', { name: /^Faults/ })
    expect(row).toHaveTextContent('62% ± 180% ± 1+18 ± 1.4Better beyond chance')
    expect(screen.getByRole('row', { name: /^Billing/ })).toHaveTextContent('Within chance')
  })

  it('compares by the formulas where not both answers were simulated', async () => {
    const queues = REPORT.queues.map(({ simulated: _, ...queue }) => queue)
    await openApp('/net-staffing/5/compare/6', {
      handlers: { ...handlers, 'GET /net-staffing/6': () => ({ ...REPORT, id: 6, queues }) },
    })
    const row = await screen.findByRole('row', { name: /^Faults/ })
    expect(row).not.toHaveTextContent('±')
    expect(screen.queryByText(/chance/)).toBeNull()
    expect(screen.getByText('By the formulas, as not both were simulated.')).toBeVisible()
  })
})
