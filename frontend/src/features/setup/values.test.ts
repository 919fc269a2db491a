import { describe, expect, it } from 'vitest'
import type { Agreement, Queue } from '@/api/types'
import {
  agreementFields,
  agreementValues,
  blankAgreement,
  lengthsOf,
  lengthText,
} from './agreement-values'
import { blankQueue, queueFields, queueValues } from './queue-values'

const QUEUE: Queue = {
  id: 4,
  version: 2,
  code: 'GZ-BILLING',
  name: 'Billing hotline',
  siteId: 1,
  channelId: 2,
  skillId: 3,
  intervalMin: 30,
  openingHours: [
    { weekday: 1, opens: '08:00', closes: '22:00' },
    { weekday: 2, opens: '08:00', closes: '22:00' },
    { weekday: 7, opens: '22:00', closes: '06:00' },
  ],
  closedOnHolidays: true,
  group: 'Front line',
  handledBy: [
    { shares: [{ employerId: 5, share: 0.333 }] },
    { validFrom: '2026-07-01', shares: [] },
  ],
  goal: {
    validFrom: '2026-01-01',
    slTarget: 0.825,
    thresholdS: 20,
    slVariant: 'sl_offered',
    maxOccupancy: 0.85,
    inOfficeShrinkage: 0.1,
    outOfOfficeShrinkage: 0.2,
    minAgents: 2,
    patienceS: 120,
  },
}

const AGREEMENT: Agreement = {
  id: 1,
  version: 1,
  code: 'CN-FULL',
  name: 'Full time',
  rules: {
    weeklyMinMin: 2250,
    weeklyMaxMin: 2400,
    minRestMin: 660,
    maxConsecutiveDays: 6,
    minDaysOffPerWeek: 2,
    minConsecutiveDaysOff: 0,
    maxShiftsPerWeek: 5,
  },
  templates: [
    {
      code: 'E',
      letter: 'E',
      name: 'Early',
      weekdays: [1, 2, 3],
      earliestStart: '07:00',
      latestStart: '09:00',
      stepMin: 30,
      lengthsMin: [480, 510],
      lunch: { minutes: 30, paid: false, earliestAfterMin: 180, latestAfterMin: 300 },
      breaks: [{ minutes: 15, paid: true, earliestAfterMin: 75, latestAfterMin: 180 }],
      minMinutesBetweenBreaks: 60,
      maxWorkMin: 300,
    },
  ],
}

const without = <T extends { id: number; version: number }>({ id: _, version: __, ...rest }: T) =>
  rest
// what JSON leaves out is not sent
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('editing a queue', () => {
  it('without a change sends what was stored', () => {
    expect(sent(queueFields(queueValues(QUEUE)))).toEqual(without(QUEUE))
  })

  it('shows shares in percent and equal days in one line', () => {
    const values = queueValues(QUEUE)
    expect(values.goal).toMatchObject({ slTarget: 82.5, maxOccupancy: 85, asaTargetS: '' })
    expect(values.hours.map(({ weekdays }) => weekdays)).toEqual([[1, 2], [7]])
  })

  it('sends nothing for a limit that was emptied', () => {
    const values = queueValues(QUEUE)
    const goal = { ...values.goal, maxOccupancy: '' as const, patienceS: '' as const }
    const fields = queueFields({ ...values, goal })
    expect(fields.goal.maxOccupancy).toBeUndefined()
    expect(fields.goal.patienceS).toBeUndefined()
  })

  it('sends references that are missing as 0, for the server to name among the bad fields', () => {
    expect(queueFields(blankQueue())).toMatchObject({ siteId: 0, channelId: 0, intervalMin: 30 })
  })
})

describe('editing an agreement', () => {
  it('without a change sends what was stored', () => {
    expect(sent(agreementFields(agreementValues(AGREEMENT)))).toEqual(without(AGREEMENT))
  })

  it('shows rules in hours', () => {
    expect(agreementValues(AGREEMENT).rules).toMatchObject({ weeklyMin: 37.5, minRest: 11 })
  })

  it('sends a template without lunch as one without', () => {
    const values = agreementValues(AGREEMENT)
    const templates = values.templates.map((template) => ({ ...template, lunch: null }))
    const [template] = agreementFields({ ...values, templates }).templates
    expect(template?.lunch).toBeUndefined()
  })

  it('starts a new one with rules that a week can keep', () => {
    const { rules, templates } = agreementFields(blankAgreement())
    expect(rules).toMatchObject({ weeklyMaxMin: 2400, minRestMin: 660 })
    expect(templates).toHaveLength(1)
  })
})

describe('lengths of shifts as people write them', () => {
  it.each([
    ['8, 8:30, 10', [480, 510, 600]],
    ['7.5', [450]],
    ['8；9、10', [480, 540, 600]],
    ['', []],
    ['8:75, long', [0, 0]],
  ])('%j are %j minutes', (text, want) => {
    expect(lengthsOf(text)).toEqual(want)
  })

  it.each([480, 510, 615, 45])('%d minutes survive being written and read', (minutes) => {
    expect(lengthsOf(lengthText(minutes))).toEqual([minutes])
  })
})
