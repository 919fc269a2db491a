import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { problem } from '@/testing/server'
import { cappedAt } from './concurrency-fields'
import { seenAt } from './concurrency-plot'

const GOAL = {
  slTarget: 0.8,
  thresholdS: 60,
  slVariant: 'sl_offered',
  minAgents: 0,
  inOfficeShrinkage: 0.1,
  outOfOfficeShrinkage: 0.2,
}
const LEARNT = { ahtS: [301.237, 360.5, 419.76], growth: 0.1967, contacts: 800, spreadS: 12.4 }

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

/** The form of a queue of a channel that lets one person have so many contacts at once. */
async function openQueue(most: number, goal: object = {}, handlers: object = {}) {
  const queue = {
    ...{ id: 7, version: 2, code: 'CHT', name: 'Chat', siteId: 1, channelId: 3 },
    ...{ intervalMin: 30, openingHours: [], closedOnHolidays: false },
    goal: { ...GOAL, ...goal },
  }
  const kind = most > 1 ? 'chat' : 'voice'
  const app = await openApp('/setup/queues?edit=7', {
    handlers: {
      'GET /queues': () => ({ items: [queue] }),
      'GET /queues/7': () => queue,
      'GET /channels': () => ({
        items: [{ id: 3, version: 1, code: 'C', name: 'Channel', kind, concurrency: most }],
      }),
      'POST /queues/handle-times': () => LEARNT,
      'PUT /queues/7': async (request: Request) => ({
        ...((await request.json()) as object),
        id: 7,
        version: 3,
      }),
      ...handlers,
    },
  })
  const { user, requests } = app
  const form = within(await screen.findByRole('dialog', { name: 'Edit Chat' }))
  const time = (at: number) => form.getByLabelText(`${at} at once`)
  const type = () => form.getByRole('button', { name: 'Type the handle times' })
  const saved = async () => {
    await user.click(form.getByRole('button', { name: 'Save' }))
    let goal: Record<string, unknown> = {}
    await waitFor(async () => {
      const sent = await lastBody(requests, 'PUT', '/queues/7')
      expect(sent).toBeDefined()
      goal = sent?.goal as Record<string, unknown>
    })
    return goal
  }
  const rows = () => form.getByLabelText('Learn them from what was seen')
  const learn = () => form.getByRole('button', { name: 'Fit a line' })
  const fill = async (field: HTMLElement, text: string) => {
    await user.clear(field)
    await user.paste(text)
  }
  const paste = (text: string) => fill(rows(), text)
  return { ...app, form, time, type, saved, rows, learn, fill, paste }
}

describe('handle times of several contacts at once', () => {
  it('are asked on channels where one person has several', async () => {
    const { form } = await openQueue(3)
    expect(await form.findByRole('region', { name: 'Several contacts at once' })).toBeVisible()
  })

  it('are not asked on other channels', async () => {
    const { form } = await openQueue(1)
    expect(form.getByRole('textbox', { name: 'Within' })).toBeVisible()
    expect(form.queryByText('Several contacts at once')).toBeNull()
  })

  it('stay in sight where a queue has them whose channel came to one at a time', async () => {
    const { form, time } = await openQueue(1, { concurrencyAhtS: [300, 400] })
    expect(await form.findByText('Several contacts at once')).toBeVisible()
    expect([time(1), time(2)].map((field) => (field as HTMLInputElement).value)).toEqual([
      '300 s',
      '400 s',
    ])
  })

  it('are one for each number that the channel allows, in place of a growth', async () => {
    const { user, form, time, type, saved, fill } = await openQueue(3, { concurrencyGrowth: 0.25 })
    const growth = { name: 'One contact more slows the others by' }
    expect(form.getByRole('textbox', growth)).toHaveValue('25')
    await user.click(type())
    expect(form.queryByRole('textbox', growth)).toBeNull()
    expect(form.getAllByRole('textbox', { name: /^\d+ at once$/ })).toHaveLength(3)
    await fill(time(1), '300')
    await fill(time(2), '360')
    await fill(time(3), '432.5')
    const sent = await saved()
    expect(sent.concurrencyAhtS).toEqual([300, 360, 432.5])
    expect(sent).not.toHaveProperty('concurrencyGrowth')
  })

  it('say how many contacts an hour one agent finishes, once all are there', async () => {
    const { user, form, time, type, fill } = await openQueue(3)
    await user.click(type())
    await fill(time(1), '300')
    await fill(time(2), '360')
    expect(form.queryByText(/Contacts an hour of one agent/)).toBeNull()
    await fill(time(3), '432')
    expect(form.getByText('Contacts an hour of one agent: 12 → 20 → 25.')).toBeVisible()
  })

  it('warn of a number at once with which an agent finishes fewer', async () => {
    const { form, time, fill } = await openQueue(3, { concurrencyAhtS: [300, 360, 600] })
    const warning = /With 3 at once an agent finishes fewer than with one less/
    expect(await form.findByText(warning)).toBeVisible()
    await fill(time(3), '432')
    expect(form.queryByText(warning)).toBeNull()
  })

  it('warn of a growth that makes a second contact a loss', async () => {
    const { form, fill } = await openQueue(3)
    const growth = form.getByRole('textbox', { name: 'One contact more slows the others by' })
    await fill(growth, '99')
    expect(form.queryByText(/With 2 at once/)).toBeNull()
    await fill(growth, '100')
    expect(form.getByText(/With 2 at once an agent finishes fewer/)).toBeVisible()
  })

  it('send a growth as a share', async () => {
    const { form, saved, fill } = await openQueue(3)
    await fill(form.getByRole('textbox', { name: 'One contact more slows the others by' }), '12.5')
    const sent = await saved()
    expect(sent.concurrencyGrowth).toBe(0.125)
    expect(sent).not.toHaveProperty('concurrencyAhtS')
  })

  it('can be done without again', async () => {
    const { user, form, saved } = await openQueue(3, { concurrencyAhtS: [300, 360, 420] })
    await user.click(await form.findByRole('button', { name: 'Do without' }))
    expect(form.queryByRole('textbox', { name: '1 at once' })).toBeNull()
    expect(await saved()).not.toHaveProperty('concurrencyAhtS')
  })

  it('show a refusal beside the field that was left empty', async () => {
    const { user, form, time, type, fill } = await openQueue(
      2,
      {},
      {
        'PUT /queues/7': async (request: Request) => {
          const { goal } = (await request.json()) as { goal: { concurrencyAhtS: number[] } }
          return problem(422, {
            title: 'Unprocessable Entity',
            errors: goal.concurrencyAhtS.flatMap((aht, i) =>
              aht > 0
                ? []
                : [{ location: `body.goal.concurrencyAhtS[${i}]`, message: 'is not above 0' }],
            ),
          })
        },
      },
    )
    await user.click(type())
    await fill(time(1), '300')
    await user.click(form.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(time(2)).toBeInvalid())
    expect(time(1)).toBeValid()
    expect(time(1)).toHaveValue('300 s')
  })

  it('take no sign and no letters', async () => {
    const { user, time, type, saved } = await openQueue(2)
    await user.click(type())
    await user.type(time(1), '-3o0')
    await user.type(time(2), 'abc45')
    expect((await saved()).concurrencyAhtS).toEqual([30, 45])
  })
})

describe('learning handle times from rows', () => {
  const ROWS = 'at once\tcontacts\tAHT\n1\t420\t300\n2\t250\t362.5\n\n3\t130\t418\n'

  it('fits a line to what was pasted, fills the table and saves it', async () => {
    const { user, form, requests, time, learn, paste, saved } = await openQueue(3, {
      concurrencyGrowth: 0.5,
    })
    await paste(ROWS)
    await user.click(learn())
    expect(
      await form.findByText(
        'Each contact more adds 19.7% of the handle time of one alone; from 800 contacts, give or take 12 s.',
      ),
    ).toBeVisible()
    expect(await lastBody(requests, 'POST', '/queues/handle-times')).toEqual({
      most: 3,
      rows: [
        { concurrency: 1, contacts: 420, ahtS: 300 },
        { concurrency: 2, contacts: 250, ahtS: 362.5 },
        { concurrency: 3, contacts: 130, ahtS: 418 },
      ],
    })
    expect([1, 2, 3].map((at) => (time(at) as HTMLInputElement).value)).toEqual([
      '301.2 s',
      '360.5 s',
      '419.8 s',
    ])
    const sent = await saved()
    expect(sent.concurrencyAhtS).toEqual([301.2, 360.5, 419.8])
    expect(sent).not.toHaveProperty('concurrencyGrowth')
  })

  it('draws the line beside what was seen', async () => {
    const { user, form, learn, paste } = await openQueue(3)
    await paste('1\t420\t300\n2\t250\t362\n2\t50\t392')
    await user.click(learn())
    const reader = await form.findByRole('slider', { name: /Handle time by contacts at once/ })
    await user.click(reader)
    expect(reader).toHaveAttribute('aria-valuetext', '1 at once, Fitted line 301 s, Seen 300 s')
  })

  it.each([
    ['a row without all three', '1,420,300\n2,250', '2'],
    ['letters', '1,420,300\n2,many,362\nx,1,2', '2, 3'],
    ['less than one at once, or a time of nothing', '0.5,420,300\n2,250,0', '1, 2'],
    ['fewer than no contacts', '1,420,300\n\n2,-5,362', '3'],
    ['commas for decimals', '1;420;300,5', '1'],
  ])('names the lines it does not understand: %s', async (_, text, lines) => {
    const { form, requests, learn, rows, paste } = await openQueue(3)
    await paste(text)
    expect(form.getByText(`Not understood: line ${lines}`)).toBeVisible()
    expect(rows()).toBeInvalid()
    expect(learn()).toBeDisabled()
    expect(requests.some(({ method }) => method === 'POST')).toBe(false)
  })

  it('waits for rows, and a heading alone is none', async () => {
    const { form, learn, paste } = await openQueue(3)
    expect(learn()).toBeDisabled()
    await paste('at once,contacts,AHT')
    expect(form.queryByText(/Not understood/)).toBeNull()
    expect(learn()).toBeDisabled()
  })

  it('goes on when the bad line was mended', async () => {
    const { form, learn, paste } = await openQueue(3)
    await paste('1,420,x')
    expect(learn()).toBeDisabled()
    await paste('1,420,300\n2,250,362')
    expect(form.queryByText(/Not understood/)).toBeNull()
    expect(learn()).toBeEnabled()
  })

  it('leaves the table alone when the server finds no line in the rows', async () => {
    const { user, form, time, learn, paste } = await openQueue(
      2,
      { concurrencyAhtS: [300, 400] },
      {
        'POST /queues/handle-times': () =>
          problem(422, {
            title: 'Unprocessable Entity',
            detail: 'rows of one number at once only',
          }),
      },
    )
    await paste('2,250,362')
    await user.click(learn())
    expect(await form.findByText('rows of one number at once only')).toBeVisible()
    expect(time(1)).toHaveValue('300 s')
    expect(time(2)).toHaveValue('400 s')
    expect(form.queryByText(/Each contact more adds/)).toBeNull()
  })
})

describe('what rows and times say', () => {
  it.each([
    [[300, 360, 432], undefined],
    [[300, 600], undefined], // as many an hour: nothing lost yet
    [[300, 601], 2],
    [[300, 360, 600], 3],
    [[300, 700, 710], 2],
    [[300], undefined],
  ])('%j at once is capped at %j', (times, at) => {
    expect(cappedAt(times)).toBe(at)
  })

  it('is the mean by contacts of the rows nearest to a number', () => {
    const rows = [
      { concurrency: 1.6, contacts: 30, ahtS: 300 },
      { concurrency: 2.4, contacts: 10, ahtS: 400 },
      { concurrency: 3, contacts: 0, ahtS: 900 },
    ]
    expect(seenAt(rows, 2)).toBe(325)
    expect(seenAt(rows, 1)).toBeNull()
    expect(seenAt(rows, 3)).toBeNull()
  })
})
