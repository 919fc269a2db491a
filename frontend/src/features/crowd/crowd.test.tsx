import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './attendance-page'
import './decisions-page'
import './empowerment-page'
import './exam-page'
import './grants-page'
import './member-page'
import './open-drawer'
import './payroll-page'
import './release-page'
import './triangle-page' // loaded before the clock of the first test runs

const MANAGER = {
  ...PLANNER,
  userId: 5,
  permissions: ['workforce:read', 'vendors:read', 'vendors:manage'],
}
const PROGRAMME = {
  id: 4,
  version: 1,
  code: 'CROWD',
  name: 'Neighbour crowd',
  mode: 'crowd',
  employerId: 9,
  siteId: 1,
  queues: [{ queueId: 3, minShare: 0, maxShare: 1, surgeAgents: 0 }],
  shares: [],
}
const MEMBER = {
  ...{ id: 8, version: 3, programmeId: 4, employerId: 9, personId: 70, code: 'C8', name: 'Mei' },
  ...{ state: 'active', ground: '', since: '2026-09-01T00:00:00Z', zone: 'Asia/Shanghai' },
  ...{ consent: true, identity: true, trained: true, coached: false, alarm: false, contacts: 9 },
  ...{ good: 100, bad: 2, level: 2, mean: 0.96, low: 0.93, high: 0.99 },
  ...{ certificates: 1, lapsing: 1, joinedAt: '2026-08-01T00:00:00Z' },
}
const EXAM = {
  ...{ id: 2, version: 1, memberId: 8, skillId: 6, items: 3, errors: 1, critical: false },
  ...{ verdict: 'continue', answers: ['good', 'error', 'good'], most: 231 },
  ...{ slope: 0.0919, accept: 1.86, reject: 2.39, acceptAt: 32, startedAt: '2026-11-19T16:30:00Z' },
}
const FILE = {
  member: MEMBER,
  events: [],
  broken: -1,
  next: [],
  exams: [EXAM],
  certificates: [
    {
      ...{ id: 1, skillId: 6, method: 'course', granted: '2026-09-01', ends: '2027-09-01' },
      idle: '2026-11-30',
    },
  ],
  appeals: [],
}
const money = (minor: number) => ({ minor, currency: 'CNY' })
const shared = {
  'GET /programmes': () => ({ items: [PROGRAMME] }),
  'GET /crowd-members': () => ({ items: [MEMBER] }),
  'GET /crowd-members/8': () => FILE,
  'GET /skills': () => ({ items: [{ id: 6, version: 1, code: 'chat', name: 'Chat' }] }),
  'GET /queues': () => ({
    items: [{ id: 3, version: 1, code: 'Q', name: 'Online service', siteId: 1, skillId: 6 }],
  }),
}
const open = (path: string, handlers = {}) =>
  openApp(path, { me: MANAGER, handlers: { ...shared, ...handlers } })

describe('members (004-18)', () => {
  it('shows the exam between its lines and asks the next item', async () => {
    const { user, requests } = await open('/vendors/members/8/exams/2', {
      'POST /crowd-members/8/exams/2/answers': () => ({ ...EXAM, items: 4 }),
    })
    expect(await screen.findByText('3 items, 1 errors: under way')).toBeVisible()
    expect(screen.getByText(/Passed after item 32/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Without error' }))
    expect(await lastBody(requests, 'POST', '/answers')).toEqual({ after: 3, answers: ['good'] })
  })

  it('says when a certificate lapses and revokes it with a reason', async () => {
    const { user, requests } = await open('/vendors/members/8', {
      'POST /crowd-members/8/certificates/1/revocation': () => FILE,
    })
    expect(await screen.findByText('Nov 30, 2026')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Revoke' }))
    const dialog = await screen.findByRole('dialog')
    const yes = within(dialog).getByRole('button', { name: 'Revoke' })
    expect(yes).toBeDisabled()
    await user.type(within(dialog).getByLabelText('Why'), 'proved by another')
    await user.click(yes)
    expect(await lastBody(requests, 'POST', '/revocation')).toEqual({ reason: 'proved by another' })
  })
})

const SLOT = {
  ...{ id: 1, begins: '2026-11-28T11:00:00Z', minutes: 180, need: 2, places: 3, held: 3, asked: 0 },
  ...{ enough: 0.9, expected: 2.7, came: 0 },
}
const RELEASE = {
  ...{ id: 1, version: 2, programmeId: 4, queueId: 3, name: 'Evenings', rule: 'lottery', seed: 7 },
  ...{ closesAt: '2026-11-22T10:00:00Z', answerBy: '2026-11-24T10:00:00Z', state: 'given' },
  ...{ zone: 'Asia/Shanghai', slots: [SLOT] },
}

describe('bookings (004-16)', () => {
  it('opens a release by the clock of the site, with what places mean', async () => {
    const { user, requests } = await open('/vendors/bookings?open=true', {
      'GET /crowd-outlook': () => ({
        ...{ candidates: 9, chance: 0.9, best: 3, stakeFew: 3, stakeMany: 1 },
        places: [
          { slotId: 0, held: 2, few: 0.19, many: 0, expected: 1.8, missing: 0.2, idle: 0 },
          { slotId: 0, held: 3, few: 0.028, many: 0.729, expected: 2.7, missing: 0, idle: 0.7 },
        ],
      }),
      'POST /crowd-releases': () => RELEASE,
    })
    expect(await screen.findByText('73%')).toBeVisible()
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Evenings')
    const days = screen.getByRole('group', { name: 'On these days' })
    await user.click(within(days).getByRole('checkbox', { name: 'Sat' }))
    await user.click(within(days).getByRole('checkbox', { name: 'Sun' }))
    await user.click(screen.getByRole('button', { name: 'More hours of the day' }))
    const more = within(screen.getByRole('group', { name: 'Hours 2' }))
    await user.clear(more.getByRole('textbox', { name: 'From' }))
    await user.type(more.getByRole('textbox', { name: 'From' }), '9')
    await user.clear(more.getByRole('textbox', { name: 'To' }))
    await user.type(more.getByRole('textbox', { name: 'To' }), '13:00')
    await user.tab()
    expect(screen.getByText('30 intervals, 60 people needed in all')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Release' }))
    const sent = await lastBody(requests, 'POST', '/crowd-releases')
    expect(sent?.slots).toHaveLength(30)
    expect(sent?.slots).toContainEqual({
      begins: '2026-11-30T04:00:00.000Z',
      minutes: 60,
      need: 2,
    })
    expect(sent?.slots).toContainEqual({
      begins: '2026-11-30T11:00:00.000Z',
      minutes: 180,
      need: 2,
    })
  })

  it('tells who asked, their turn and the chances, in the time of the site', async () => {
    await open('/vendors/bookings/1', {
      'GET /crowd-releases': () => ({ items: [RELEASE] }),
      'GET /crowd-releases/1/chances': () => ({
        items: [
          { slotId: 1, held: 3, few: 0.03, many: 0.73, expected: 2.7, missing: 0, idle: 0.7 },
        ],
      }),
      'GET /crowd-releases/1/bookings': () => ({
        items: [
          {
            ...{ id: 5, version: 1, slotId: 1, releaseId: 1, queueId: 3, memberId: 8, code: 'C8' },
            ...{ name: 'Mei', state: 'booked', swapping: true, begins: SLOT.begins, minutes: 180 },
            ...{ workedMin: 0, tier: 1, recent: 0, place: 2, of: 5, places: 3 },
            zone: 'Asia/Shanghai',
          },
        ],
      }),
    })
    expect(await screen.findByText('booked, offered for a swap')).toBeVisible()
    expect(screen.getByText('2 of 5')).toBeVisible()
    expect(await screen.findByText('73%')).toBeVisible()
    expect(screen.getAllByText(/19:00/).length).toBeGreaterThan(0)
  })

  it('shows how members keep what they book', async () => {
    await open('/vendors/attendance', {
      'GET /crowd-standings': () => ({
        items: [
          {
            ...{ memberId: 8, code: 'C8', name: 'Mei', state: 'active', tier: 2, chance: 0.87 },
            ...{ bookedMin: 600, swappedMin: 60, workedMin: 405, kept: 3, absent: 1, late: 0 },
            ...{ ahead: 2, adherence: 0.75 },
          },
        ],
      }),
    })
    expect(await screen.findByText('75%')).toBeVisible()
    expect(screen.getByText('9 h')).toBeVisible()
  })

  it('sets pay against hours and settles a difference', async () => {
    const line = {
      ...{ line: 1, code: 'C8', name: 'Mei', memberId: 8, minutes: 180, statedMin: 150 },
      ...{ owed: money(9600), paid: money(8000), lateDays: 0, proved: true },
      ...{ causes: ['short', 'hours'], settlement: '', note: '' },
    }
    const payroll = {
      ...{ id: 3, programmeId: 4, name: 'October', from: '2026-10-01', to: '2026-10-31' },
      ...{ due: '2026-11-10', checked: '2026-11-12', open: 1, lines: [line] },
    }
    const { user, requests } = await open('/vendors/payroll', {
      'GET /crowd-payrolls': () => ({ items: [payroll] }),
      'POST /crowd-payrolls/3/lines/1/settlement': () => payroll,
    })
    expect(await screen.findByText('too little, other hours')).toBeVisible()
    expect(screen.getAllByText('-CN¥16.00')).toHaveLength(2) // all of it is of the hours
    await user.click(screen.getByRole('button', { name: 'Settle' }))
    await user.type(await screen.findByLabelText('What it rests on'), 'paid with November')
    const box = screen.getByLabelText('What it rests on').closest('[role="dialog"]')
    await user.click(within(box as HTMLElement).getByText('Settle'))
    expect(await lastBody(requests, 'POST', '/settlement')).toEqual({
      settlement: 'paid_since',
      note: 'paid with November',
    })
  })
})

const GRANT = {
  ...{ id: 1, version: 2, personId: 70, code: 'C8', name: 'Mei', right: 'goodwill', skillId: 0 },
  ...{ level: 1, limit: money(2500), from: '2026-10-01T00:00:00Z', to: '2026-11-26T00:00:00Z' },
  ...{ reason: 'record', glass: false, holder: 'crowd', class: 'compensation', askedBy: 6 },
  ...{ approvedBy: 7, outside: false, replaces: 0, reviewedBy: 0, finding: '', doubts: ['due'] },
}
const USE = {
  ...{ number: 7, personId: 70, right: 'goodwill', skillId: 0, contact: 'chat-1', customer: 'k' },
  ...{ amount: money(8000), at: '2026-11-20T02:00:00Z', verdict: 'allow_with_second' },
  ...{ by: 'second_person', reason: '', grantId: 1, mode: 'crowd', level: 3, second: '' },
  ...{ askedBy: 6, outside: false, answers: 0, answered: 0 },
}

describe('authority (001-19, 001-20, 004-18)', () => {
  it('lists what to look at, lets a grant go on and has broken glass reviewed', async () => {
    const glass = { ...GRANT, id: 2, glass: true, doubts: ['glass_unreviewed'], name: 'Bo' }
    const { user, requests } = await open('/vendors/grants', {
      'GET /authority/grants': () => ({ items: [GRANT, glass] }),
      'POST /authority/grants/1/recertification': () => GRANT,
    })
    const look = await screen.findByRole('region', { name: 'To be looked at' }).catch(() => null)
    expect(look ?? document.body).toHaveTextContent('broken glass, not looked at yet')
    expect(screen.getAllByRole('button', { name: 'Review' }).length).toBeGreaterThan(0)
    await user.click(screen.getAllByRole('button', { name: 'Go on' })[0] as HTMLElement)
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Reason'), 'good record')
    await user.click(within(dialog).getByRole('button', { name: 'Go on' }))
    expect(await lastBody(requests, 'POST', '/recertification')).toEqual({ reason: 'good record' })
  })

  it('has a second person agree to a decision of somebody else', async () => {
    const { user, requests } = await open('/vendors/decisions', {
      'GET /authority/uses': () => ({ items: [USE] }),
      'GET /authority/waiting': () => ({ items: [USE, { ...USE, number: 8, askedBy: 5 }] }),
      'POST /authority/uses/7/second': () => ({ verdict: 'allow' }),
    })
    expect(await screen.findByText('You asked: somebody else agrees.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Agree' }))
    expect(await lastBody(requests, 'POST', '/second')).toEqual({ yes: true, why: '' })
  })

  it('shows how many the first person solves, with its interval', async () => {
    const row = { needing: 20, first: 15, low: 0.53, high: 0.89, second: 3, denied: 2, hours: 4 }
    await open('/vendors/empowerment', {
      'GET /authority/empowerment': () => ({
        policies: [{ ...row, mode: 'crowd', level: 2, right: 'goodwill' }],
        weeks: [{ ...row, mode: '', level: 0, right: '', week: '2026-11-16' }],
        rights: [{ right: 'goodwill', needing: 20, escalated: 5, delayHours: 4, cases: 3 }],
      }),
    })
    expect(await screen.findByText('75% (53%–89%)')).toBeVisible()
    expect(screen.getByText('too few contacts at the limit (3)')).toBeVisible()
  })

  it('has whoever holds a corner sign or veto (004-15)', async () => {
    const seat = (corner: string, owner: boolean, userId: number) => ({
      ...{ corner, owner, userId },
      name: `User ${userId}`,
    })
    const triangle = {
      seats: [seat('operations', true, 5), seat('quality', true, 6), seat('quality', false, 21)],
      colleagues: [],
      motions: [
        {
          ...{ id: 3, field: 'quality', text: 'Another form', openedAt: '2026-11-18T01:00:00Z' },
          ...{ passed: false, vetoed: [], missing: ['operations'], voices: [] },
        },
      ],
      actions: [],
      health: {
        ...{ index: 0.5, actions: 0.8, calibration: 0.5, coverage: 0.9, open: 1 },
        ...{ certified: 9, working: 10 },
      },
    }
    const { user, requests } = await open('/vendors/triangle', {
      'GET /programmes/4/triangle': () => triangle,
      'POST /programmes/4/triangle/motions/3/voice': () => triangle,
    })
    expect(await screen.findByText('waits for Operations')).toBeVisible()
    expect(screen.getByText('Owner: User 5')).toBeVisible()
    expect(screen.getByText('9 of 10')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Veto' })).toBeDisabled()
    await user.click(screen.getByRole('button', { name: 'Sign' }))
    expect(await lastBody(requests, 'POST', '/voice')).toEqual({ yes: true, why: '' })
  })
})
