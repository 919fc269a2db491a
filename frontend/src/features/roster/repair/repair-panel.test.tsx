import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openApp } from '@/testing/render'
import { json } from '@/testing/server'
import type { RepairPlan } from '../model/types'
import { rosterServer } from '../testing/server'

// jsdom lays nothing out: without a size, no row would be in sight.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

const cost = (total: number) => ({ under: total, over: 0, preference: 0, fairness: 0, total })
const shift = { startMin: 540, endMin: 1050, letter: 'D', breaks: [] }

const PLAN: RepairPlan = {
  version: 4,
  published: { cost: cost(120), shortHours: 3 },
  left: { cost: cost(440), shortHours: 11 },
  gone: [{ personId: 10, day: '2026-03-02', from: shift }],
  minimumPeople: 1,
  unreachable: false,
  considered: 2,
  unfit: [],
  alternatives: [
    {
      cost: cost(440),
      shortHours: 11,
      people: 0,
      disruption: 0,
      restores: false,
      changes: [],
      moves: [{ op: 'remove', personId: 10, day: '2026-03-02' }],
    },
    {
      cost: cost(118),
      shortHours: 2.9,
      people: 1,
      disruption: 60,
      restores: true,
      changes: [
        {
          personId: 11,
          personName: 'Omar',
          absent: false,
          willing: false,
          gain: 322,
          burden: 0,
          paidMin: 480,
          days: [{ personId: 11, day: '2026-03-02', to: shift }],
        },
      ],
      moves: [
        { op: 'remove', personId: 10, day: '2026-03-02' },
        { op: 'put', personId: 11, day: '2026-03-02', shift },
      ],
    },
  ],
  standbys: [],
}

const open = async (plan: RepairPlan = PLAN) => {
  const app = await openApp('/roster/5?panel=repair', {
    handlers: rosterServer({
      'POST /rosters/5/repairs': () => plan,
      'POST /people/10/absences': () => json({}, 201),
    }),
  })
  return { ...app, panel: await screen.findByRole('complementary', {}, { timeout: 5000 }) }
}

async function bodyOf(requests: readonly Request[], path: string) {
  const found = requests.findLast(({ url, method }) => method === 'POST' && url.endsWith(path))
  return found ? await found.clone().json() : undefined
}

describe('making up for an absence', () => {
  it('asks for the chosen person and day, and shows what each repair asks of whom', async () => {
    const { panel, user, requests } = await open()
    await user.click(await within(panel).findByRole('button', { name: 'Find repairs' }))
    expect(await within(panel).findByText(/short by 11(.0)? h, before 3(.0)? h/)).toBeVisible()
    expect(within(panel).getByText('Ask one person')).toBeVisible()
    expect(within(panel).getByText(/off → D 09:00–17:30/)).toBeVisible()
    expect(await bodyOf(requests, '/repairs')).toMatchObject({
      absent: [{ personId: 10, from: '2026-03-02', to: '2026-03-02' }],
    })
  })

  it('shows a repair in the grid, and applies its moves only on demand', async () => {
    const { panel, user, requests } = await open()
    await user.click(await within(panel).findByRole('button', { name: 'Find repairs' }))
    const shows = await within(panel).findAllByRole('button', { name: 'Show in the grid' })
    await user.click(shows[1] as HTMLElement)
    const grid = screen.getByRole('grid')
    expect(await within(grid).findByText('→ D 09:00')).toBeVisible()
    expect(within(grid).getByText('→ –')).toBeVisible()
    expect(await bodyOf(requests, '/moves')).toBeUndefined()
    const applies = within(panel).getAllByRole('button', { name: 'Apply' })
    await user.click(applies[1] as HTMLElement)
    await waitFor(async () =>
      expect(await bodyOf(requests, '/moves')).toMatchObject({
        moves: PLAN.alternatives[1]?.moves,
      }),
    )
    expect(within(grid).queryByText('→ –')).toBeNull()
  })

  it('records the absence under People once a repair is applied, unless told not to', async () => {
    const { panel, user, requests } = await open()
    await user.click(await within(panel).findByRole('button', { name: 'Find repairs' }))
    const apply = async () => {
      const buttons = await within(panel).findAllByRole('button', { name: 'Apply' })
      await user.click(buttons[1] as HTMLElement)
    }
    await apply()
    await waitFor(async () =>
      expect(await bodyOf(requests, '/people/10/absences')).toEqual({
        from: '2026-03-02',
        to: '2026-03-02',
        kind: 'sickness',
        status: 'approved',
      }),
    )
    expect(await screen.findByText('Absence of 1 person recorded')).toBeVisible()
  })

  it('leaves People alone when told to', async () => {
    const { panel, user, requests } = await open()
    await user.click(
      await within(panel).findByRole('checkbox', { name: 'Record the absence under People' }),
    )
    await user.click(within(panel).getByRole('button', { name: 'Find repairs' }))
    const buttons = await within(panel).findAllByRole('button', { name: 'Apply' })
    await user.click(buttons[1] as HTMLElement)
    await waitFor(async () => expect(await bodyOf(requests, '/moves')).toBeDefined())
    expect(await bodyOf(requests, '/people/10/absences')).toBeUndefined()
  })

  it('takes pins from the selected cell, and its scope from choices', async () => {
    const { panel, user, requests } = await open()
    const here = within(panel)
    await user.click(await here.findByRole('button', { name: 'Pin this day of theirs' }))
    await user.click(here.getByRole('button', { name: 'Pin the day for all' }))
    await user.click(here.getByRole('button', { name: 'More choices' }))
    await user.click(here.getByLabelText('Queues to repair'))
    const options = await screen.findAllByRole('option', { name: 'Care', hidden: true })
    await user.click(options.at(-1) as HTMLElement)
    await user.click(here.getByRole('button', { name: 'Find repairs' }))
    await waitFor(async () =>
      expect(await bodyOf(requests, '/repairs')).toMatchObject({
        queueIds: [1],
        days: [],
        pinnedDays: ['2026-03-02'],
        pinnedShifts: [{ personId: 10, day: '2026-03-02' }],
      }),
    )
    await user.click(here.getByRole('button', { name: /^Unpin/ }))
    await user.click(here.getByRole('button', { name: 'Find repairs' }))
    await waitFor(async () =>
      expect(await bodyOf(requests, '/repairs')).toMatchObject({ pinnedShifts: [] }),
    )
  })

  it('says when nobody can make up for it', async () => {
    const { panel, user } = await open({ ...PLAN, unreachable: true })
    await user.click(await within(panel).findByRole('button', { name: 'Find repairs' }))
    expect(
      await within(panel).findByText('Nobody within reach can make up for it in full.'),
    ).toBeVisible()
  })
})
