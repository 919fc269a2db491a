import { describe, expect, it } from 'vitest'
import type { OutlookPeriod } from '@/api/types'
import { bandOf, csvOf, figureOf, isPart, levelsOf } from './periods'

const period = (over: Partial<OutlookPeriod> = {}): OutlookPeriod => ({
  ...{ first: '2026-12-01', last: '2026-12-31', contacts: 1234.567, ahtS: 300.2 },
  workloadHours: 102.96,
  bands: [
    { level: 0.8, lo: 1000, hi: 1400 },
    { level: 0.95, lo: 900, hi: 1500 },
  ],
  ...over,
})
const unknown = period({ ahtS: undefined, workloadHours: undefined, bands: [] })

describe('the periods of an outlook', () => {
  it.each([
    ['2026-12-01', '2026-12-31', 'month', false],
    ['2026-02-01', '2026-02-28', 'month', false],
    ['2026-11-16', '2026-11-30', 'month', true],
    ['2027-05-01', '2027-05-15', 'month', true],
    ['2026-11-16', '2026-11-22', 'week', false],
    ['2026-11-18', '2026-11-22', 'week', true],
  ] as const)('from %s to %s by %s: a part is %s', (first, last, step, want) => {
    expect(isPart({ first, last }, step)).toBe(want)
  })

  it('have the figure that is asked for, or none', () => {
    expect((['contacts', 'workload', 'aht'] as const).map((m) => figureOf(period(), m))).toEqual([
      1234.567, 102.96, 300.2,
    ])
    expect(figureOf(unknown, 'aht')).toBeUndefined()
  })

  it('have bands, the widest drawn first, with holes where there are none', () => {
    expect(levelsOf([unknown, period()])).toEqual([0.95, 0.8])
    expect(bandOf([unknown, period()], 0.8)).toEqual({ lo: [null, 1000], hi: [null, 1400] })
  })

  it('become a file with the same columns for every period', () => {
    expect(csvOf([period(), unknown]).replace('\uFEFF', '').split('\r\n')).toEqual([
      'first,last,contacts,lo80,hi80,lo95,hi95,aht_s,workload_hours',
      '2026-12-01,2026-12-31,1234.57,1000,1400,900,1500,300.2,102.96',
      '2026-12-01,2026-12-31,1234.57,,,,,,',
      '',
    ])
  })
})
