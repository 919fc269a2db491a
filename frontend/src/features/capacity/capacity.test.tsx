import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json } from '@/testing/server'
import type { CapacityPlanFields } from './queries'
import { PLAN, WEEKS } from './testing/plan'

const QUEUE = { id: 4, version: 1, code: 'CHAT', name: 'Chat', siteId: 1, skillId: 2, channelId: 1 }
const HANDLERS = {
  'GET /capacity-plans': () => ({ items: [PLAN] }),
  'GET /capacity-plans/7': () => PLAN,
  'GET /capacity-plans/7/weeks': () => WEEKS,
  'POST /capacity-plans/preview': () => ({ ...WEEKS, version: 0 }),
  'GET /queues': () => ({ items: [QUEUE] }),
  'GET /skills': () => ({ items: [{ id: 2, version: 1, code: 'CHAT', name: 'Chat care' }] }),
}

/** The table of the plan, as soon as it is there. */
const table = () => screen.findByRole('grid', { name: 'Plan by group and week' })

const write = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

function rowOf(grid: HTMLElement, name: string): HTMLElement {
  const heading = within(grid).getByRole('rowheader', { name })
  const row = heading.closest<HTMLElement>('[role=row]')
  if (!row) throw new Error(`no row ${name}`)
  return row
}

describe('the list of capacity plans', () => {
  it('leads to a plan, and copies one', async () => {
    const { user, requests } = await openApp('/capacity', {
      handlers: { ...HANDLERS, 'POST /capacity-plans': () => json({ ...PLAN, id: 8 }, 201) },
    })
    const plans = await screen.findByRole('region', { name: 'Capacity plans, newest first' })
    expect(within(plans).getByRole('link', { name: 'Spring' })).toHaveAttribute(
      'href',
      expect.stringContaining('/capacity/7'),
    )
    await user.click(within(plans).getByRole('button', { name: 'Copy Spring' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/capacity-plans')).toMatchObject({
        name: 'Spring (copy)',
        scenarios: [{ name: 'busy', demand: 0.1 }],
      }),
    )
  })

  it('says what a plan is while there is none', async () => {
    await openApp('/capacity', {
      handlers: { ...HANDLERS, 'GET /capacity-plans': () => ({ items: [] }) },
    })
    expect(await screen.findByText('No plan yet')).toBeInTheDocument()
  })

  it('makes a plan of skills and of groups by hand, and reads their demand', async () => {
    const { user, requests } = await openApp('/capacity?new=true', {
      handlers: {
        ...HANDLERS,
        'POST /capacity-plans': () => json(PLAN, 201),
        'POST /capacity-plans/7/demand': () => ({ ...PLAN, version: 4 }),
      },
    })
    const drawer = await screen.findByRole('dialog', { name: 'New capacity plan' })
    write(within(drawer).getByLabelText(/^Name/), 'Next year')
    await user.click(within(drawer).getByRole('combobox', { name: 'Groups' }))
    await user.click(await screen.findByRole('option', { name: 'Chat care', hidden: true }))
    write(within(drawer).getByLabelText('Other groups, by name'), 'Back office')
    await user.click(within(drawer).getByRole('button', { name: 'Make the plan' }))
    await waitFor(() =>
      expect(requests.some(({ url }) => url.endsWith('/capacity-plans/7/demand'))).toBe(true),
    )
    const sent = (await lastBody(
      requests,
      'POST',
      '/capacity-plans',
    )) as unknown as CapacityPlanFields
    expect(sent.groups).toMatchObject([
      {
        name: 'Chat care',
        queueIds: [4],
        countPeople: true,
        attrition: [{ fromWeek: 0, yearly: 0.3 }],
      },
      { name: 'Back office', payMinor: 60_000, hireCostMinor: 150_000 },
    ])
    expect(sent.groups[1]?.required).toHaveLength(78)
  })
})

describe('a capacity plan', () => {
  it('shows groups by week, and what of a group is written and computed', async () => {
    await openApp('/capacity/7', { handlers: HANDLERS })
    const grid = await table()
    const hires = rowOf(grid, 'Hire')
    const cells = within(hires).getAllByRole('gridcell')
    expect(cells.map(({ textContent }) => textContent)).toEqual(['–', '3.0', '–', '–'])
    expect(within(rowOf(grid, 'voice')).getAllByRole('gridcell')[2]).toHaveTextContent('-2.0')
    expect(within(grid).queryByText('chat')).toBeInTheDocument()
    const years = screen.getByRole('region', { name: /What each year comes to/ })
    expect(within(years).getByText('2027, as far as the plan goes')).toBeInTheDocument()
  })

  it('says of each group where leaving comes from (004-01)', async () => {
    await openApp('/capacity/7', { handlers: HANDLERS })
    const panel = await screen.findByRole('region', { name: 'Where leaving comes from' })
    const [voice, chat] = within(panel).getAllByRole('listitem')
    expect(voice).toHaveTextContent(
      'voice – learnt from 62 exits at the site: 41% leave in their first year, 20% in a year after it.',
    )
    expect(chat).toHaveTextContent('chat – as typed in the plan.')
  })

  it('is written by keys like a spreadsheet, computed anew, and saved with a reason', async () => {
    const { user, requests } = await openApp('/capacity/7', {
      handlers: { ...HANDLERS, 'PUT /capacity-plans/7': () => ({ ...PLAN, version: 4 }) },
    })
    const grid = await table()
    grid.focus()
    // all together, the group, then its hires: week 1 to week 3
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}{ArrowRight}5{Enter}')
    await screen.findByRole('region', { name: 'Changed, not saved yet' })
    const preview = await waitFor(async () => {
      const body = await lastBody(requests, 'POST', '/capacity-plans/preview')
      expect(body).toBeDefined()
      return body as { plan: CapacityPlanFields }
    })
    expect(preview.plan.groups[0]?.hires).toEqual([
      { week: 1, people: 3 },
      { week: 2, people: 5 },
    ])
    write(screen.getByLabelText(/Why/), 'agreed with finance')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'PUT', '/capacity-plans/7')).toMatchObject({
        note: 'agreed with finance',
      }),
    )
    const put = requests.findLast(({ method }) => method === 'PUT')
    expect(put?.headers.get('If-Match')).toBe('"3"')
  })

  it('takes back by one step what one Enter wrote', async () => {
    const { user } = await openApp('/capacity/7', { handlers: HANDLERS })
    const grid = await table()
    grid.focus()
    await user.keyboard('{ArrowDown}{ArrowDown}7{Enter}')
    const bar = await screen.findByRole('region', { name: 'Changed, not saved yet' })
    fireEvent.click(within(bar).getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(bar).not.toBeInTheDocument())
  })

  it('takes cells of a spreadsheet, and gives back what was before', async () => {
    const { user } = await openApp('/capacity/7', { handlers: HANDLERS })
    const grid = await table()
    grid.focus()
    await user.keyboard('{ArrowDown}{ArrowDown}')
    fireEvent.paste(grid, { clipboardData: { getData: () => '1\t2\t4\n' } })
    const texts = () =>
      within(rowOf(grid, 'Hire'))
        .getAllByRole('gridcell')
        .map(({ textContent }) => textContent)
    await waitFor(() => expect(texts()).toEqual(['1.0', '2.0', '4.0', '–']))
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(texts()).toEqual(['–', '3.0', '–', '–']))
  })

  it('explains a figure with its terms in words', async () => {
    await openApp('/capacity/7?group=1&week=3', {
      handlers: {
        ...HANDLERS,
        'GET /capacity-plans/7/groups/0/weeks/2': () => ({
          group: 'voice',
          week: 2,
          monday: '2027-01-04',
          currency: 'GBP',
          steps: [
            { code: 'shrinkage:leave', unit: 'share', value: 0.25 },
            {
              code: 'own_hours',
              formula: 'worth × contract_hours × available',
              unit: 'hours',
              value: 600,
            },
            { code: 'pay', unit: 'money', value: 1_380_000 },
          ],
        }),
      },
    })
    const drawer = await screen.findByRole('dialog', { name: 'voice, week of Jan 4, 2027' })
    expect(await within(drawer).findByText('Lost: leave')).toBeInTheDocument()
    expect(
      within(drawer).getByText(
        'Worth, as experienced people × Contract hours × Share of time on contacts',
      ),
    ).toBeInTheDocument()
    expect(within(drawer).getByText('£13,800.00')).toBeInTheDocument()
  })

  it('takes over of a proposal what is chosen, and nothing before it is saved', async () => {
    const proposal = {
      groups: [
        {
          name: 'voice',
          hires: [
            { week: 1, people: 3 },
            { week: 2, people: 2 },
          ],
          tranches: [{ vendor: 0, week: 3, people: 4 }],
          costMinor: 2,
          shortHours: 0,
        },
        { name: 'chat', hires: [], tranches: [], costMinor: 1, shortHours: 0 },
      ],
      weeks: WEEKS,
      ownCostMinor: 5_343_000,
      costMinor: 5_500_000,
    }
    const { user, requests } = await openApp('/capacity/7?panel=proposal', {
      handlers: { ...HANDLERS, 'POST /capacity-plans/7/proposal': () => proposal },
    })
    const drawer = await screen.findByRole('dialog', { name: 'What would close the gap' })
    await user.click(within(drawer).getByRole('button', { name: 'Find' }))
    const lines = await within(drawer).findByRole('region', {
      name: 'Differences from your decisions',
    })
    expect(within(lines).getAllByRole('checkbox')).toHaveLength(2)
    await user.click(within(lines).getByRole('checkbox', { name: /From North/ }))
    await user.click(within(drawer).getByRole('button', { name: 'Take over 1' }))
    const body = await waitFor(async () => {
      const sent = await lastBody(requests, 'POST', '/capacity-plans/preview')
      expect(sent).toBeDefined()
      return sent as { plan: CapacityPlanFields }
    })
    expect(body.plan.groups[0]?.hires).toContainEqual({ week: 2, people: 2 })
    expect(body.plan.groups[0]?.tranches ?? []).toEqual([])
    expect(requests.some(({ method }) => method === 'PUT')).toBe(false)
  })

  it('says who changed what and why', async () => {
    await openApp('/capacity/7?panel=changes', {
      handlers: {
        ...HANDLERS,
        'GET /capacity-plans/7/changes': () => ({
          items: [
            {
              version: 3,
              changedAt: '2026-11-22T05:00:00Z',
              changedBy: 1,
              changedByName: 'Li Na',
              note: 'budget round',
              differs: [
                {
                  group: 'voice',
                  subject: 'hires',
                  firstWeek: 1,
                  lastWeek: 1,
                  unit: 'people',
                  before: 0,
                  after: 3,
                },
              ],
            },
          ],
        }),
      },
    })
    const drawer = await screen.findByRole('dialog', { name: 'Who changed what' })
    expect(await within(drawer).findByText('budget round')).toBeInTheDocument()
    expect(
      within(drawer).getByText('voice: Hires from 0.0 to 3.0 (week of Dec 28, 2026)'),
    ).toBeInTheDocument()
    expect(within(drawer).getByText(/Li Na/)).toBeInTheDocument()
  })

  it('keeps what was written of a group as percentages and money', async () => {
    const { user, requests } = await openApp('/capacity/7?group=1&panel=group', {
      handlers: HANDLERS,
    })
    const drawer = await screen.findByRole('dialog', { name: 'Group: voice' })
    const learning = within(drawer).getByLabelText(/Learning/)
    write(learning, '50, 300')
    expect(within(drawer).getByRole('button', { name: 'Take over' })).toBeDisabled()
    write(learning, '50, 80, 100')
    await user.click(within(drawer).getByRole('button', { name: 'Take over' }))
    const body = await waitFor(async () => {
      const sent = await lastBody(requests, 'POST', '/capacity-plans/preview')
      expect(sent).toBeDefined()
      return sent as { plan: CapacityPlanFields }
    })
    expect(body.plan.groups[0]).toMatchObject({
      training: { weeks: 2, costMinor: 100, productivity: [0.5, 0.8, 1] },
      payMinor: 60_000,
      vendors: [{ name: 'North', priceMinor: 90_000 }],
    })
  })
})

describe('plans side by side', () => {
  it('compare a plan with its scenario by month', async () => {
    const { requests } = await openApp('/capacity/7/compare', {
      handlers: {
        ...HANDLERS,
        'GET /capacity-plans/7/weeks': () => ({
          ...WEEKS,
          period: 'month',
          first: ['2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01'],
        }),
      },
    })
    const totals = await screen.findByRole('region', { name: 'What each comes to' })
    expect(within(totals).getByText('As planned')).toBeInTheDocument()
    expect(within(totals).getByText('busy')).toBeInTheDocument()
    const asked = requests.filter(({ url }) => url.includes('/weeks')).map(({ url }) => url)
    expect(asked.some((url) => url.includes('scenario=busy'))).toBe(true)
    expect(asked.every((url) => url.includes('period=month'))).toBe(true)
  })
})
