import { describe, expect, it } from 'vitest'
import { type FairnessTerms, termsOf, valuesOf } from './terms'

const terms: FairnessTerms = {
  windowDays: 365,
  weights: { nights: 0.4, weekends: 0.4, holidays: 1, shortRests: 0.4, undesired: 0.2 },
  nightFrom: 1380,
  nightTo: 1800,
  nightMinutes: 180,
  shortRestMin: 720,
  desiredFrom: 420,
  desiredTo: 840,
  wishes: { order: 'budget', budget: 10, periodDays: 28, credit: 0.5, pointPrice: 12 },
}

describe('the terms of a site in their fields', () => {
  it('shows times by the clock and hours', () => {
    expect(valuesOf(terms)).toMatchObject({
      ...{ nightFrom: '23:00', nightTo: '06:00', nightHours: 3, shortRestHours: 12 },
      ...{ desiredFrom: '07:00', desiredTo: '14:00', creditPercent: 50 },
    })
  })

  it('comes back as it was', () => {
    expect(termsOf(valuesOf(terms))).toEqual(terms)
  })

  it('takes a night that ends no later than it begins for one to the next morning', () => {
    const early = termsOf({ ...valuesOf(terms), nightFrom: '00:00', nightTo: '5' })
    expect([early.nightFrom, early.nightTo]).toEqual([0, 300])
    const whole = termsOf({ ...valuesOf(terms), nightFrom: '22:00', nightTo: '22:00' })
    expect(whole.nightTo - whole.nightFrom).toBe(1440)
  })
})
