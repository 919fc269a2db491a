import type { components } from '@/api/schema'
import { clockOf } from '@/parts/inputs/clock'
import { ACCOUNTS, type Account } from './accounts'

export type FairnessTerms = components['schemas']['FairnessTerms']
export const ORDERS = ['budget', 'seniority', 'rotation'] as const

type Amount = number | string

/** What the fields of the terms hold: times by the clock, hours where the API has minutes. */
export interface TermsValues {
  windowDays: Amount
  weights: Record<Account, Amount>
  nightFrom: string
  nightTo: string
  nightHours: Amount
  shortRestHours: Amount
  desiredFrom: string
  desiredTo: string
  order: (typeof ORDERS)[number]
  budget: Amount
  periodDays: Amount
  creditPercent: Amount
  pointPrice: Amount
}

const DAY = 1440

function clock(minutes: number): string {
  const minute = minutes > DAY ? minutes - DAY : minutes
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function minutesOf(text: string): number {
  const [hour = 0, minute = 0] = (clockOf(text) ?? '').split(':').map(Number)
  return hour * 60 + minute
}

/** Terms as their fields show them. */
export function valuesOf(terms: FairnessTerms): TermsValues {
  const { weights, wishes } = terms
  return {
    windowDays: terms.windowDays,
    weights: { ...weights },
    nightFrom: clock(terms.nightFrom),
    nightTo: clock(terms.nightTo),
    nightHours: terms.nightMinutes / 60,
    shortRestHours: terms.shortRestMin / 60,
    desiredFrom: clock(terms.desiredFrom),
    desiredTo: clock(terms.desiredTo),
    order: wishes.order,
    budget: wishes.budget,
    periodDays: wishes.periodDays,
    creditPercent: Math.round(100 * wishes.credit),
    pointPrice: wishes.pointPrice,
  }
}

/** What the fields say. A night that ends no later than it begins ends the next morning. */
export function termsOf(values: TermsValues): FairnessTerms {
  const [nightFrom, nightEnd] = [minutesOf(values.nightFrom), minutesOf(values.nightTo)]
  const weight = (account: Account) => Number(values.weights[account]) || 0
  const [nights, weekends, holidays, shortRests, undesired] = ACCOUNTS.map(weight)
  return {
    windowDays: Number(values.windowDays) || 0,
    weights: {
      nights: nights ?? 0,
      weekends: weekends ?? 0,
      holidays: holidays ?? 0,
      shortRests: shortRests ?? 0,
      undesired: undesired ?? 0,
    },
    nightFrom,
    nightTo: nightEnd <= nightFrom ? nightEnd + DAY : nightEnd,
    nightMinutes: Math.round(60 * Number(values.nightHours)),
    shortRestMin: Math.round(60 * Number(values.shortRestHours)),
    desiredFrom: minutesOf(values.desiredFrom),
    desiredTo: minutesOf(values.desiredTo),
    wishes: {
      order: values.order,
      budget: Number(values.budget) || 0,
      periodDays: Number(values.periodDays) || 0,
      credit: Number(values.creditPercent) / 100,
      pointPrice: Number(values.pointPrice) || 0,
    },
  }
}
