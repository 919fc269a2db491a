import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { templatesOf } from '@/features/setup/design-templates'
import { lastBody, openApp } from '@/testing/render'
import { coverOf, orderOf, type ShiftDesign, USUAL_PRICES, weekdaysOf } from './order'

const DAY = { start: '09:00', end: '17:00', minutes: 480, people: [4, 4, 4, 4, 4, 0, 0] }
const LATE = { start: '20:00', end: '04:00', minutes: 480, people: [0, 0, 0, 0, 0, 0, 2] }

const DESIGN: ShiftDesign = {
  slotMin: 30,
  demand: coverOf([DAY], 30),
  cover: coverOf([DAY], 30),
  shifts: [DAY],
  figures: { total: 40, underHours: 1.5, overHours: 0.5, hours: 160 },
  bound: 20,
  curve: [
    {
      shifts: 2,
      figures: { total: 9, underHours: 0.5, overHours: 0.5, hours: 176 },
      offered: [DAY, LATE],
    },
  ],
  lines: [{ days: [0, 0, 0, 0, 0, -1, -1] }],
  broken: 0,
}

const REQUIREMENT = {
  id: 7,
  forecastId: 1,
  queueId: 3,
  queueName: 'Sales',
  siteId: 1,
  from: '2026-03-09',
  days: 7,
}

describe('shift design', () => {
  it('offers the requirements of the site in view alone', async () => {
    const elsewhere = { ...REQUIREMENT, id: 8, queueId: 4, queueName: 'Complaints', siteId: 2 }
    const { user, requests } = await openApp('/setup/agreements?edit=new', {
      handlers: {
        'GET /requirements': () => ({ items: [elsewhere, REQUIREMENT] }),
        'POST /shift-designs': () => DESIGN,
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Design shifts…' }))
    const drawer = await screen.findByRole('dialog', { name: 'Design shifts' })
    await within(drawer).findByText(/Sales from/)
    expect(within(drawer).queryByText(/Complaints from/)).toBeNull()
    await user.click(within(drawer).getByRole('button', { name: 'Find shifts' }))
    expect(await lastBody(requests, 'POST', '/shift-designs')).toMatchObject({
      requirementIds: [7],
    })
  })

  it('asks with the rules of the agreement and takes what is found as templates', async () => {
    const { user, requests } = await openApp('/setup/agreements?edit=new', {
      handlers: {
        'GET /requirements': () => ({ items: [REQUIREMENT] }),
        'POST /shift-designs': () => DESIGN,
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Design shifts…' }))
    const drawer = await screen.findByRole('dialog', { name: 'Design shifts' })
    await within(drawer).findByText(/Sales from/)
    await user.click(within(drawer).getByRole('button', { name: 'Find shifts' }))
    const table = await within(drawer).findByRole('table', { name: 'Shifts to offer' })
    expect(within(table).getByRole('rowheader', { name: '09:00–17:00' })).toBeVisible()
    expect(within(drawer).getByText('Missing: 1.5 h a week')).toBeVisible()
    expect(within(drawer).getByRole('table', { name: 'Rotation' })).toHaveTextContent('off')
    expect(await lastBody(requests, 'POST', '/shift-designs')).toMatchObject({
      requirementIds: [7],
      windows: [
        { earliestStart: '07:00', latestStart: '11:00', shortestMin: 480, longestMin: 540 },
      ],
      rules: { minRestMin: 660, maxConsecutiveDays: 6, maxDaysPerWeek: 5, maxPaidMinPerWeek: 2400 },
    })
    await user.click(within(drawer).getByRole('button', { name: 'Look at these' }))
    expect(within(table).getByRole('rowheader', { name: '20:00–04:00' })).toBeVisible()
    await user.click(within(drawer).getByRole('button', { name: 'Offer these shifts' }))
    await waitFor(() => expect(drawer).not.toBeInTheDocument())
    expect(await screen.findByRole('button', { name: /20:00–04:00/ })).toBeVisible()
  })

  it('says which field the server refuses', async () => {
    const { problem } = await import('@/testing/server')
    const { user } = await openApp('/setup/agreements?edit=new', {
      handlers: {
        'GET /requirements': () => ({ items: [REQUIREMENT] }),
        'POST /shift-designs': () =>
          problem(422, {
            title: 'Unprocessable Entity',
            detail: 'shift design refused',
            errors: [{ location: 'body.windows[0].latestStart', message: 'too early' }],
          }),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Design shifts…' }))
    const drawer = await screen.findByRole('dialog', { name: 'Design shifts' })
    await within(drawer).findByText(/Sales from/)
    await user.click(within(drawer).getByRole('button', { name: 'Find shifts' }))
    expect(await within(drawer).findByRole('alert')).toHaveTextContent('latestStart')
  })
})

describe('what a design says', () => {
  it('states windows in minutes and leaves no limit out', () => {
    const window = { key: 1, earliest: '06:00', latest: '08:00', shortest: 7.5, longest: 9 }
    const rules = {
      minRestMin: 0,
      maxConsecutiveDays: 0,
      minConsecutiveDaysOff: 0,
      maxDaysPerWeek: 5,
    }
    const order = orderOf(['3', '4'], [window], USUAL_PRICES, rules)
    expect(order.requirementIds).toEqual([3, 4])
    expect(order.windows[0]).toEqual({
      earliestStart: '06:00',
      latestStart: '08:00',
      shortestMin: 450,
      longestMin: 540,
    })
    expect(order.maxShifts).toBeUndefined()
  })

  it('carries Sunday night into Monday', () => {
    const cover = coverOf([LATE], 30)
    expect(cover.slice(0, 9)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 0])
    expect(cover.at(-1)).toBe(2)
    expect(cover.reduce((sum, people) => sum + people, 0)).toBe(2 * 16)
  })

  it('offers a shift on the days on which somebody takes it, under a free code', () => {
    expect(weekdaysOf(DAY)).toEqual([1, 2, 3, 4, 5])
    const first = templatesOf([DAY], [])
    const again = templatesOf([DAY], first)
    expect(first[0]).toMatchObject({
      code: 'S0900-480',
      earliestStart: '09:00',
      latestStart: '09:00',
      lengths: '8',
      weekdays: [1, 2, 3, 4, 5],
    })
    expect(again[0]?.code).toBe('S0900-480*')
  })
})
