import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './path-page' // loaded before the clock of the first test runs
import './round-page'
import './readiness-page'

const me = { ...PLANNER, permissions: [...PLANNER.permissions, 'careers:read', 'careers:manage'] }
const rungs = [
  { code: 'qualified', name: { en: 'Qualified agent', zh: '合格员工' }, holders: 9 },
  { code: 'excellent', name: { en: 'Excellent agent', zh: '优秀员工' }, holders: 4 },
]
const ladder = {
  ...{ id: 1, version: 1, code: 'cc', number: 1, name: { en: 'Centre', zh: '中心' }, rungs },
  ...{ state: 'published', createdAt: '2026-01-05T08:00:00Z', faults: [], changes: [] },
}
const finding = (kind: string, verdict: string, more: object = {}) => ({
  ...{ kind, verdict, known: true, value: 0, needed: 0, gap: 0, unit: 'metric', parts: [] },
  ...{ evidence: [], ...more },
})
const few = { why: 'too few observations', known: false }
const streak = { name: 'advanced_employee', value: 2, needed: 3, unit: 'months in a row' }
const move = {
  ...{ from: 'qualified', to: 'excellent', kind: 'promote', verdict: 'fails', met: 1, asked: 3 },
  ...{ on: '2026-11-20', since: '2026-06-01', earliest: '2027-01-01', ladderId: 1, inputs: 'x' },
  finding: finding('all', 'fails', {
    parts: [
      finding('no_sanction', 'passes', { unit: 'sanctions' }),
      finding('streak', 'fails', streak),
      finding('metric', 'unknown', { name: 'adherence', needed: 0.92, ...few }),
    ],
  }),
}
const round = {
  ...{ id: 7, version: 3, name: 'Autumn', ladderId: 1, rung: 'excellent', seats: 1, quorum: 2 },
  ...{ opensOn: '2026-10-01', closesOn: '2026-10-14', effectiveOn: '2026-12-01' },
  ...{ rungName: rungs[1]?.name, createdAt: '2026-09-01T08:00:00Z', criteria: [] },
  changes: { dropSkills: [4], gainSkills: [{ skillId: 5, level: 2 }], offQueues: 0.4 },
}
const applicant = (personId: number, name: string, more: object = {}) => ({
  ...{ personId, name, code: `P${personId}`, from: 'qualified', verdict: 'passes', statement: '' },
  ...{ siteId: 1, deciders: [2], inputs: 'x', appliedAt: '2026-10-02T08:00:00Z', ...more },
})
const report = (more: object) => ({
  ...round,
  ...{ ladder, board: [], sits: false, scores: [], scoreChanges: [], standings: [], leniency: [] },
  ...{ appeals: [], faults: [], applications: [], ...more },
})
const skills = [
  { id: 4, version: 1, code: 'calls', name: 'Calls' },
  { id: 5, version: 1, code: 'coach', name: 'Coaching' },
]

describe('the cockpit of a round (004-06)', () => {
  const open = (more: object, handlers = {}) =>
    openApp('/careers/rounds/7', {
      me,
      handlers: {
        'GET /promotion-rounds/7': () => report(more),
        'GET /promotion-rounds/7/capacity-effect': () => ({ items: [] }),
        'GET /skills': () => ({ items: skills }),
        'GET /board-accounts': () => ({ items: [] }),
        ...handlers,
      },
    })

  it('shows what the queues lose before anybody has decided, of those supposed', async () => {
    const queue = { queueId: 1, code: 'q', name: 'Calls EN', people: 1, requirementId: 2 }
    const effect = { ...queue, requiredHours: 100, standingHours: 104.5, leavingHours: 16 }
    const { user, requests } = await open(
      {
        ...{
          state: 'calibration',
          applications: [applicant(1, 'Li Na'), applicant(2, 'Tom Hall')],
        },
        standings: [{ personId: 1, name: 'Li Na', mean: 4, fair: 4, scored: 2 }],
      },
      { 'GET /promotion-rounds/7/capacity-effect': () => ({ items: [effect] }) },
    )
    const panel = await screen.findByRole('region', { name: 'What the queues lose' })
    const row = await within(panel).findByRole('row', { name: /Calls EN/ })
    expect(row).toHaveTextContent('Calls EN100104.51611.5')
    await user.click(within(panel).getByLabelText('Tom Hall'))
    await within(panel).findByRole('row', { name: /Calls EN/ })
    const asked = requests.filter(({ url }) => url.includes('capacity-effect')).map((r) => r.url)
    expect(asked[0]).toMatch(/personId=1$/)
    expect(asked.at(-1)).toContain('2')
  })

  it('says what changes on the day, and by name what keeps it from going on', async () => {
    await open({
      ...{ state: 'calibration', applications: [applicant(2, 'Tom Hall')] },
      faults: [{ kind: 'turned down by one alone', who: 'person 2', expected: 'two' }],
    })
    expect(await screen.findByText('no longer Calls')).toBeVisible()
    expect(screen.getByText('Coaching at level 2 or more')).toBeVisible()
    expect(screen.getByText('40% of their time off the queues')).toBeVisible()
    expect(
      screen.getByText('Tom Hall: Who meets all is turned down by two people, not one.'),
    ).toBeVisible()
  })

  it('counts the days that are left to appeal and answers an appeal', async () => {
    const appeal = { personId: 2, reason: 'I was better', at: '2026-11-19T08:00:00Z', answer: '' }
    const { user, requests } = await open(
      {
        ...{ state: 'appeals', announcedAt: '2026-11-06T08:00:00Z', appealsDue: '2026-11-27' },
        ...{ applications: [applicant(2, 'Tom Hall', { outcome: 'no seat' })], appeals: [appeal] },
      },
      { 'PUT /promotion-rounds/7/appeals/2': () => report({ state: 'appeals' }) },
    )
    const panel = await screen.findByRole('region', { name: 'Appeals' })
    expect(panel).toHaveTextContent('7 days left')
    expect(panel).toHaveTextContent('Waits')
    await user.click(within(panel).getByRole('button', { name: 'The decision stands' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Answer'), 'The board had its reasons')
    await user.click(within(dialog).getByRole('button', { name: 'The decision stands' }))
    await within(panel).findByText('Waits')
    expect(await lastBody(requests, 'PUT', '/appeals/2')).toEqual({
      ...{ upheld: false, answer: 'The board had its reasons' },
    })
  })
})

describe('one own path', () => {
  const election = {
    ...{ id: 9, version: 1, award: 'advanced_employee', month: '2026-10-01', siteId: 1, seats: 1 },
    ...{ method: 'approval', state: 'open', closesOn: '2026-11-25', quorum: 2, hasVoted: false },
    ...{ createdAt: '2026-11-01T08:00:00Z' },
    candidates: [
      { personId: 1, code: 'P1', name: 'Li Na' },
      { personId: 2, code: 'P2', name: 'Tom Hall' },
    ],
  }
  const path = {
    ...{ personId: 3, name: 'Ann', rung: 'qualified', since: '2026-01-05', ladder, moves: [move] },
    spells: [{ rung: 'qualified', from: '2026-01-05' }],
  }
  const open = (personId = 3, candidates = election.candidates) =>
    openApp('/me/path', {
      me: { ...me, personId },
      handlers: {
        'GET /me/career': () => ({
          path: { ...path, personId },
          elections: [{ ...election, candidates }],
          rounds: [],
          evidence: [],
        }),
        'PUT /me/elections/9/ballot': () => new Response(null, { status: 204 }),
      },
    })

  it('tells what is met, what lacks and what is not known (004-07)', async () => {
    await open()
    const next = await screen.findByRole('region', { name: 'Promotion: Excellent agent' })
    expect(next).toHaveTextContent('1 of 3 met')
    expect(next).toHaveTextContent('2 of 3 months')
    expect(next).toHaveTextContent('too few observations')
    expect(within(next).getAllByText('Not known')).toHaveLength(1)
  })

  it('casts a ballot for those who were chosen and no other (004-07)', async () => {
    const { user, requests } = await open()
    await user.click(await screen.findByRole('button', { name: 'Vote' }))
    const paper = await screen.findByRole('dialog')
    const vote = within(paper).getByRole('button', { name: 'Vote' })
    expect(vote).toBeDisabled()
    await user.click(within(paper).getByLabelText('Tom Hall'))
    await user.click(vote)
    expect(await lastBody(requests, 'PUT', '/me/elections/9/ballot')).toEqual({ approved: [2] })
  })

  it('does not offer people themselves (004-07)', async () => {
    const { user } = await open(1)
    await user.click(await screen.findByRole('button', { name: 'Vote' }))
    const paper = await screen.findByRole('dialog')
    expect(within(paper).getByLabelText('Tom Hall')).toBeVisible()
    expect(within(paper).queryByLabelText('Li Na')).toBeNull()
    expect(paper).toHaveTextContent('you are not on your own ballot')
  })

  it('tells the only one proposed why there is nothing to vote (004-07)', async () => {
    await open(1, election.candidates.slice(0, 1))
    expect(await screen.findByText(/You are the only one proposed/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Vote' })).toBeNull()
  })
})

describe('the readiness board (004-06, 004-08)', () => {
  it('never counts what is not known as failed, and names what lacks', async () => {
    const person = (personId: number, name: string, verdict: string) => ({
      ...{ personId, code: `P${personId}`, name, siteId: 1, move: { ...move, verdict } },
    })
    await openApp('/careers/readiness', {
      me,
      handlers: {
        'GET /readiness': () => ({
          items: [person(1, 'Li Na', 'fails'), person(2, 'Tom Hall', 'unknown')],
        }),
        'GET /ladders': () => ({ items: [ladder] }),
        'GET /ladders/1': () => ({ ...ladder, document: {} }),
        'GET /contested-evidence': () => ({ items: [] }),
      },
    })
    expect(await screen.findByText('1 not yet')).toBeVisible()
    expect(screen.getByText('1 not known')).toBeVisible()
    expect(screen.getByText('0 ready')).toBeVisible()
    const row = screen.getByRole('row', { name: /Li Na/ })
    expect(row).toHaveTextContent('Advanced agent, elected in a row, Adherence')
    expect(row).toHaveTextContent('1 / 3')
  })
})
