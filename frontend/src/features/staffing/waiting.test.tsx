import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json, problem } from '@/testing/server'

const HOUR = 3600
const GOAL = {
  slTarget: 0.9,
  thresholdS: 4 * HOUR,
  slVariant: 'sl_offered',
  inOfficeShrinkage: 0.1,
  outOfOfficeShrinkage: 0.2,
  minAgents: 0,
  businessHours: true,
}
/** Mail that may wait four hours, of one day in two intervals. */
const MAIL = {
  id: 8,
  forecastId: 9,
  queueId: 4,
  queueCode: 'CD-MAIL',
  queueName: 'Mail',
  siteId: 1,
  zone: 'Asia/Shanghai',
  intervalMin: 30,
  from: '2026-11-23',
  days: 1,
  goal: GOAL,
  concurrency: 1,
  deferred: true,
  inputHash: 'abc',
  createdAt: '2026-11-21T20:00:00Z',
  createdBy: 1,
}
const INTERVALS = {
  intervalMin: 30,
  zone: 'Asia/Shanghai',
  start: ['2026-11-23T09:00:00+08:00', '2026-11-23T09:30:00+08:00'],
  open: [true, true],
  contacts: [40, 20],
  ahtS: [360, 360],
  fractional: [3.2, 3.2],
  agents: [4, 4],
  scheduled: [4.44, 4.44],
  binding: ['response_time', 'response_time'],
}
const BACKLOG = {
  agesS: [2 * HOUR, 4 * HOUR, 8 * HOUR],
  arrived: [40, 20],
  done: [16, 16],
  due: [0, 30],
  inTime: [0, 27],
  kept: 0.9,
  left: [
    { contacts: 7.5, ageS: 5 * HOUR },
    { contacts: 20.5, ageS: HOUR },
  ],
  waiting: [
    [24, 12.25],
    [0, 8],
    [0, 7.75],
    [0, null],
  ],
}
const CELL = {
  index: 0,
  start: '2026-11-23T09:00:00+08:00',
  open: true,
  contacts: 40,
  ahtS: 360,
  erlangs: 8,
  patienceS: 0,
  concurrency: 1,
  shrinkage: 0.28,
  formula: 'Workload',
  fractional: 3.2,
  agents: 4,
  scheduled: 4.44,
  binding: 'response_time',
  reasons: [],
  sensitivity: [],
  deferred: {
    workArrived: 8,
    workDone: 3.2,
    responseS: 4 * HOUR,
    agesS: [2 * HOUR, 4 * HOUR],
    arrived: 40,
    done: 16,
    due: 30,
    inTime: 27,
    kept: 0.9,
    waiting: [24, 8.5, 3],
  },
}
const handlers = {
  'GET /requirements': () => ({ items: [MAIL] }),
  'GET /requirements/8': () => MAIL,
  'GET /requirements/8/intervals': () => INTERVALS,
  'GET /requirements/8/cells/0': () => CELL,
  'GET /requirements/8/backlog': () => BACKLOG,
}

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

const asked = (requests: readonly Request[], path: string) =>
  requests.filter(({ url }) => new URL(url).pathname.endsWith(path)).length

describe('work that waits, over the days', () => {
  it('says how much is done in time, and what is left with the age of the oldest', async () => {
    await openApp('/staffing/8', { handlers })
    expect(
      await screen.findByText(
        '90% of what is due in these days is done in time. 28 contacts cannot be done by the end, the oldest then 5 h old: they are the backlog of the next requirement.',
      ),
    ).toBeVisible()
  })

  it('says that nothing is left, and no share where nothing was due', async () => {
    const done = { ...BACKLOG, kept: undefined, left: [] }
    await openApp('/staffing/8', {
      handlers: { ...handlers, 'GET /requirements/8/backlog': () => done },
    })
    expect(await screen.findByText('Nothing is left at the end.')).toBeVisible()
    expect(screen.queryByText(/is done in time/)).toBeNull()
  })

  it('is read place by place: all that waits, and each age upon the younger ones', async () => {
    await openApp('/staffing/8', { handlers })
    const name = 'Read the figures: Contacts that wait by age, over the days'
    const reader = await screen.findByRole('slider', { name })
    fireEvent.change(reader, { target: { value: '1' } })
    expect(reader).toHaveAttribute(
      'aria-valuetext',
      [
        'Mon, Nov 23 09:30',
        'All that waits 28',
        'Waits less than 2 h 0 – 12.3',
        'Waits 2 h to 4 h 12.3 – 20.3',
        'Waits 4 h to 8 h 20.3 – 28',
        'Waits longer than 8 h 28 – 28',
      ].join(', '),
    )
  })

  it('says so when it cannot be read, and asks again', async () => {
    let answers = 0
    const { user } = await openApp('/staffing/8', {
      handlers: {
        ...handlers,
        'GET /requirements/8/backlog': () =>
          answers++ === 0 ? problem(409, { title: 'Conflict', detail: 'no such course' }) : BACKLOG,
      },
    })
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('no such course')
    await user.click(within(alert).getByRole('button'))
    expect(await screen.findByText(/28 contacts cannot be done/)).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it.each([
    ['a promise so short that it is staffed as a queue', MAIL, { serviceLevel: [0.9, 0.9] }],
    ['live work', { ...MAIL, deferred: false }, {}],
  ])('is not asked for %s', async (_, requirement, more) => {
    const { requests } = await openApp('/staffing/8', {
      handlers: {
        ...handlers,
        'GET /requirements/8': () => requirement,
        'GET /requirements/8/intervals': () => ({ ...INTERVALS, ...more }),
        'GET /requirements/8/certainty': () => ({ chosen: 0, prices: [] }),
      },
    })
    expect(await screen.findByRole('application', { name: /Map of At work/ })).toBeVisible()
    expect(screen.queryByText('Work that waits')).toBeNull()
    expect(asked(requests, '/requirements/8/backlog')).toBe(0)
  })

  it('has no certainty: the course of errors is of live work', async () => {
    const { requests } = await openApp('/staffing/8', { handlers })
    expect(await screen.findByText('Work that waits')).toBeVisible()
    expect(asked(requests, '/requirements/8/certainty')).toBe(0)
  })

  it('tells with the goal what was open and which live work the people do besides', async () => {
    const order = {
      ...MAIL,
      backlog: [
        { contacts: 12, ageS: HOUR },
        { contacts: 30, ageS: 0 },
      ],
      beside: [6, 7],
    }
    await openApp('/staffing/8', { handlers: { ...handlers, 'GET /requirements/8': () => order } })
    const goal = await screen.findByLabelText('The goal as it was')
    expect(goal).toHaveTextContent('Answered within90% in 4 h')
    expect(goal).toHaveTextContent('Clock of the promiseopening hours only')
    expect(goal).toHaveTextContent('Open at the start42')
    expect(goal).toHaveTextContent('Beside the live work of#6, #7')
    expect(goal).not.toHaveTextContent('Counted')
  })
})

describe('why an interval of work that may wait takes its people', () => {
  const open = async (cell: object) => {
    await openApp('/staffing/8?cell=1', {
      handlers: { ...handlers, 'GET /requirements/8/cells/0': () => cell },
    })
    return within(await screen.findByRole('dialog', { name: /Mon, Nov 23 09:00/ }))
  }

  it('is what came, what is done, what is due, and what waits by age', async () => {
    const why = await open(CELL)
    expect(
      await why.findByText(
        'Work that arrives here would take 8 people at once. It may wait 4 h, so it is spread: 3.2 are planned here.',
      ),
    ).toBeVisible()
    for (const row of [
      'Contacts that came 40',
      'Done here 16',
      'Promise ends here 30',
      'of these done in time 27',
      'Waits less than 2 h 24',
      'Waits 2 h to 4 h 8.5',
      'Waits longer than 4 h 3',
    ]) {
      expect(why.getByRole('row', { name: row })).toBeVisible()
    }
    expect(why.getByText('90% of what is due in these days is done in time.')).toBeVisible()
    expect(why.queryByRole('row', { name: /live work/ })).toBeNull()
  })

  it('names the people on live work beside', async () => {
    const why = await open({ ...CELL, deferred: { ...CELL.deferred, live: 2.25 } })
    expect(await why.findByRole('row', { name: 'People on live work beside 2.3' })).toBeVisible()
  })

  it('is told of closed intervals too, in which work arrives', async () => {
    const nobody = { ...CELL.deferred, workDone: 0, done: 0 }
    const why = await open({ ...CELL, open: false, agents: 0, deferred: nobody })
    expect(await why.findByText(/closed in this interval: nobody is needed/)).toBeVisible()
    expect(why.getByRole('row', { name: 'Contacts that came 40' })).toBeVisible()
    expect(why.getByRole('row', { name: 'Done here 0' })).toBeVisible()
  })

  it('is a queue where the promise is short', async () => {
    const why = await open({
      ...CELL,
      deferred: { responseS: 600, workArrived: 8, workDone: 8 },
    })
    expect(await why.findByText(/^A promise of 10 min is so short/)).toBeVisible()
    expect(why.queryByRole('row', { name: /Contacts that came/ })).toBeNull()
  })

  it('does not lead to the workbench, which knows no work that waits', async () => {
    const why = await open(CELL)
    expect(await why.findByText('Work that may wait')).toBeVisible()
    expect(why.queryByRole('link', { name: /workbench/ })).toBeNull()
  })
})

describe('an order for work that may wait', () => {
  const QUEUE = {
    id: 4,
    version: 1,
    code: 'CD-MAIL',
    name: 'Mail',
    siteId: 1,
    channelId: 2,
    intervalMin: 30,
    openingHours: [],
    goal: GOAL,
  }
  const FORECAST = { id: 9, queueId: 4, siteId: 1, state: 'done', from: '2026-11-23', days: 1 }
  const before = { ...MAIL, id: 5, from: '2026-11-22' }
  const live = { ...MAIL, id: 6, queueId: 7, queueName: 'Sales line', deferred: false }
  const channel = (kind: string) => ({
    items: [{ id: 2, version: 1, code: 'C', name: 'Channel', kind, concurrency: 1 }],
  })
  const own = {
    ...handlers,
    'GET /queues': () => ({ items: [QUEUE] }),
    'GET /channels': () => channel('email'),
    'GET /forecasts': () => ({ items: [FORECAST] }),
    'GET /requirements': () => ({ items: [live, before] }),
    'GET /requirements/5/backlog': () => BACKLOG,
    'POST /requirements': () => json(MAIL, 201),
  }
  const open = async (more: object = {}) => {
    const app = await openApp('/staffing?site=1&forecast=9', { handlers: { ...own, ...more } })
    const form = within(await screen.findByRole('dialog', { name: 'Staff forecasts' }))
    const submit = async () => app.user.click(await form.findByRole('button', { name: 'Compute' }))
    const add = async (contacts: string, age: string) => {
      await app.user.click(await form.findByRole('button', { name: 'Add an age' }))
      const fill = async (name: string, value: string) => {
        const field = form.getAllByLabelText(name).at(-1)
        if (!field || value === '') return
        await app.user.click(field)
        await app.user.paste(value)
      }
      await fill('Contacts', contacts)
      await fill('Age', age)
    }
    const sent = () => lastBody(app.requests, 'POST', '/requirements')
    return { ...app, form, submit, add, sent }
  }

  it('holds what is open by age, in seconds, without rows that say nothing', async () => {
    const { add, submit, sent } = await open()
    await add('120', '1.5')
    await add('', '7')
    await add('4', '')
    await submit()
    await waitFor(async () =>
      expect(await sent()).toEqual({
        forecastId: 9,
        backlog: [
          { contacts: 120, ageS: 5400 },
          { contacts: 4, ageS: 0 },
        ],
      }),
    )
  })

  it('has nothing of it while nothing is said', async () => {
    const { form, submit, sent } = await open()
    await form.findByText('Open at the start')
    await submit()
    await waitFor(async () => expect(await sent()).toEqual({ forecastId: 9 }))
  })

  it('takes no sign and no letters for a number', async () => {
    const { user, form, add, submit, sent } = await open()
    await add('', '')
    await user.type(form.getByRole('textbox', { name: 'Contacts' }), '-12x')
    await user.type(form.getByRole('textbox', { name: 'Age' }), '-2h')
    await submit()
    await waitFor(async () =>
      expect(await sent()).toEqual({ forecastId: 9, backlog: [{ contacts: 12, ageS: 7200 }] }),
    )
  })

  it('loses the row that was taken away, and no other', async () => {
    const { user, form, add, submit, sent } = await open()
    await add('1', '1')
    await add('2', '2')
    await add('3', '3')
    await user.click(form.getByRole('button', { name: 'Remove row 2' }))
    await submit()
    await waitFor(async () =>
      expect((await sent())?.backlog).toEqual([
        { contacts: 1, ageS: HOUR },
        { contacts: 3, ageS: 3 * HOUR },
      ]),
    )
  })

  it('begins with what the requirement of the days before leaves, in place of what was typed', async () => {
    const { user, form, add, submit, sent } = await open()
    await add('99', '9')
    await user.click(await form.findByRole('button', { name: 'As requirement #5 leaves it: 28' }))
    await submit()
    await waitFor(async () => expect((await sent())?.backlog).toEqual(BACKLOG.left))
  })

  it('offers no such beginning where nothing is left or nothing went before', async () => {
    const { form, requests } = await open({
      'GET /requirements/5/backlog': () => ({ ...BACKLOG, left: [] }),
    })
    await waitFor(() => expect(asked(requests, '/requirements/5/backlog')).toBe(1))
    expect(form.queryByRole('button', { name: /leaves it/ })).toBeNull()
  })

  it('names the live work that the same people do besides', async () => {
    const { user, form, submit, sent } = await open()
    const box = await form.findByRole('checkbox', { name: /^Sales line · 90% 4 h · .* · #6$/ })
    await user.click(box)
    await submit()
    await waitFor(async () => expect(await sent()).toEqual({ forecastId: 9, beside: [6] }))
  })

  it('is not asked on channels whose contacts do not wait', async () => {
    const { form, submit, sent } = await open({ 'GET /channels': () => channel('voice') })
    await submit()
    await waitFor(async () => expect(await sent()).toEqual({ forecastId: 9 }))
    expect(form.queryByText('Open at the start')).toBeNull()
  })

  it('that is refused keeps what was typed and names the field', async () => {
    const { form, add, submit } = await open({
      'POST /requirements': () =>
        problem(422, {
          title: 'Unprocessable Entity',
          detail: 'the order cannot be as sent',
          errors: [{ location: 'body.backlog[0].ageS', message: 'is older than can be' }],
        }),
    })
    await add('12', '9999')
    await submit()
    const alert = await form.findByRole('alert')
    expect(within(alert).getByRole('listitem')).toHaveTextContent('backlog[0].ageS')
    expect(form.getByRole('textbox', { name: 'Age' })).toHaveValue('9999 h')
  })
})
