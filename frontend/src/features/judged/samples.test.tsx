import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './evaluation-page'
import './sample-page' // loaded before the clock of the first test runs

const MANAGER = {
  ...PLANNER,
  permissions: [...PLANNER.permissions, 'vendors:read', 'vendors:manage'],
} as typeof PLANNER

const sample = (purpose: string) => ({
  ...{ id: 4, done: 25, waiting: 15, createdAt: '2026-03-02T09:00:00Z' },
  order: {
    ...{
      name: 'March lot',
      purpose,
      formId: 1,
      employerId: 2,
      from: '2026-03-01',
      to: '2026-03-31',
    },
    ...{ zone: 'UTC', total: 0, graderIds: [], seed: 7 },
  },
  plan: {
    ...{ draw: 40, halfWidth: 0, more: [], allowed: 4, least: 41.8, most: 231 },
    strata: [
      {
        ...{ employerId: 2, stratum: 'billing', contacts: 80, rate: 0.1 },
        ...{ known: 0, draw: 40, halfWidth: 0 },
      },
    ],
  },
})
const path = (over: object) => ({
  ...{ personId: 0, employerId: 0, name: '', failures: Array(25).fill(false) },
  ...{ verdict: 'accept', items: 21, failed: 0, ...over },
})
const tests = (list: object[]) => ({
  ...{ good: 0.05, bad: 0.15, producer: 0.05, consumer: 0.1, slope: 0.092, accept: 1.86 },
  ...{ reject: 2.39, most: 231, leftOut: 1, tests: list },
  atGood: { accept: 0.965, reject: 0.035, items: 41.8 },
  atBad: { accept: 0.096, reject: 0.904, items: 39.3 },
})
const open = (purpose: string, list: object[]) =>
  openApp('/vendors/quality/samples/4', {
    me: MANAGER,
    handlers: {
      'GET /quality-samples/4': () => sample(purpose),
      'GET /quality-samples/4/tests': () => tests(list),
    },
  })

describe('the test of a sample (001-09)', () => {
  it('says where a lot stands, how often that is wrong, and that the rest changes nothing', async () => {
    await open('lot', [path({})])
    expect(await screen.findByText('Take the batch')).toBeVisible()
    expect(screen.getByText(/risk of 5%, bad work taken with 10%/)).toBeVisible()
    expect(screen.getByText(/exactly it is 3.5% and 9.6%/)).toBeVisible()
    expect(screen.getByText('Failures: 0 of 21 contacts')).toBeVisible()
    expect(screen.getByText(/4 contacts were judged after the verdict/)).toBeVisible()
    expect(screen.getByText(/judges all 40; failures it allows: 4/)).toBeVisible()
    expect(screen.getByRole('img', { name: 'Failures' })).toBeVisible()
  })

  it('leaves what is open at the end to the plan of one stage', async () => {
    const open40 = path({
      verdict: 'continue',
      items: 40,
      failed: 5,
      failures: Array(40).fill(false),
    })
    await openApp('/vendors/quality/samples/4', {
      me: MANAGER,
      handlers: {
        'GET /quality-samples/4': () => ({ ...sample('lot'), done: 40, waiting: 0 }),
        'GET /quality-samples/4/tests': () => tests([open40]),
      },
    })
    expect(await screen.findByText(/Everything is judged.*the batch is refused/)).toBeVisible()
  })

  it('tests every person of a screening apart', async () => {
    const { user } = await open('screening', [
      path({ personId: 1, employerId: 2, name: 'An', verdict: 'continue', items: 8, failed: 1 }),
      path({ personId: 2, employerId: 2, name: 'Li', verdict: 'reject', items: 3, failed: 3 }),
    ])
    expect(await screen.findAllByText('Go on judging')).toHaveLength(2) // the row and the one shown
    expect(screen.getByText('Failures: 1 of 8 contacts')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Li' }))
    expect(screen.getByText('Failures: 3 of 3 contacts')).toBeVisible()
  })

  it('tests nothing where the sample is for something else', async () => {
    await open('estimate', [])
    expect(await screen.findByText('how good a row is')).toBeVisible()
    expect(screen.queryByText('Sequential test')).toBeNull()
  })
})

describe('an evaluation by a grader who was calibrated (001-09)', () => {
  it('says what the score would be by the middle of all graders, and why', async () => {
    await openApp('/vendors/quality/evaluations/5', {
      me: MANAGER,
      handlers: {
        'GET /quality-evaluations/5': () => ({
          ...{
            id: 5,
            version: 1,
            contact: 'c-5',
            contactAt: '2026-03-02T09:00:00Z',
            kind: 'first',
          },
          ...{ points: 80, passed: true, graderName: 'Wen', personName: 'An', formName: 'Call' },
          ...{ formNumber: 1, state: 'final', note: '', answers: [], appeals: [] },
          form: { items: [], passFrom: 80 },
          adjusted: {
            ...{ points: 84, lo: 74.2, hi: 93.8, severity: 4, error: 3, noise: 4 },
            ...{ state: 'green', calibratedAt: '2026-03-09T09:00:00Z' },
          },
        }),
      },
    })
    expect(
      await screen.findByText('80.0 as judged, 84.0 adjusted (95 % between 74.2 and 93.8)'),
    ).toBeVisible()
    expect(screen.getByText(/Wen grades 4.0 points lower than the others/)).toBeVisible()
  })
})
