import { describe, expect, it } from 'vitest'
import type { ForecastIntervals } from '../queries'
import { dayChanges, isNeutral, NOTHING, supposed, withScale } from './suppose'

const START = ['2026-11-23T09:00:00Z', '2026-11-23T09:30:00Z', '2026-11-24T09:00:00Z']
const forecast: ForecastIntervals = {
  intervalMin: 30,
  zone: 'UTC',
  start: START,
  contacts: [10, 20, 0],
  adjustedContacts: [20, 20, 5],
  ahtS: [300, 300, 300],
  adjustedAhtS: [300, 300, 300],
  open: [true, true, true],
  bands: [],
  adjustments: [1],
  idleAdjustments: [],
}

describe('a supposition', () => {
  it('says nothing of a driver that is as planned', () => {
    const more = withScale(NOTHING, 'MAIL', 1.5)
    expect(more.drivers).toEqual([{ code: 'MAIL', scale: 1.5 }])
    expect(withScale(more, 'MAIL', 2).drivers).toEqual([{ code: 'MAIL', scale: 2 }])
    expect(isNeutral(withScale(more, 'MAIL', 1))).toBe(true)
    expect(isNeutral(more)).toBe(false)
  })

  it('moves the adjusted forecast as much as it moves the models', () => {
    const curve = supposed(forecast, { contacts: [12, 20, 3], ahtS: [330, 300, 300] })
    expect(curve.contacts).toEqual([24, 20, 8])
    expect(curve.aht).toEqual([330, 300, 300])
  })

  it('that moves nothing gives the forecast as it stands', () => {
    const { contacts } = supposed(forecast, forecast)
    expect(contacts).toEqual(forecast.adjustedContacts)
  })
})

describe('the days that change', () => {
  it('are those that do, with the change of all together', () => {
    const before = { start: START, contacts: [10, 20, 5] }
    const after = { start: START, contacts: [16, 20, 5] }
    expect(dayChanges(before, after)).toEqual({
      days: [{ day: '2026-11-23', before: 30, after: 36 }],
      all: { day: '', before: 35, after: 41 },
    })
  })
})
