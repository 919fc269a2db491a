import { describe, expect, it } from 'vitest'
import { numberColumns, numberRows, tabSeparated } from './numbers'
import type { Timeline } from './timeline'
import { windowScore } from './window-score'

const place = (clock: string) => ({ day: '2026-11-23', last: '2026-11-23', clock })
const timeline: Timeline = {
  step: 'interval',
  measure: 'contacts',
  places: [place('09:00'), place('09:30'), place('10:00')],
  forecast: [10, 20.123456, 0],
  bands: [{ level: 0.8, lo: [8, 15, 0], hi: [12, 25, 0] }],
  actual: [11, 30, 0],
  lines: [{ kind: 'run', id: 7, values: [9, null, 0] }],
}
const names = {
  forecast: 'Forecast',
  actual: 'Actual',
  line: ({ kind, id }: { kind: string; id?: number }) => `${kind} ${id}`,
  lo: (level: number) => `${level} low`,
  hi: (level: number) => `${level} high`,
  difference: (other: string) => `less ${other}`,
}

describe('the numbers of a timeline', () => {
  const columns = numberColumns(timeline, names)

  it('have a column for every line drawn, and the difference from the other run', () => {
    expect(columns.map(({ name }) => name)).toEqual([
      'Forecast',
      '0.8 low',
      '0.8 high',
      'Actual',
      'run 7',
      'less run 7',
    ])
    expect(columns.at(-1)?.values).toEqual([1, null, 0])
  })

  it('are those in sight', () => {
    expect(numberRows(timeline, columns, [1, 2]).map(({ place: { clock } }) => clock)).toEqual([
      '09:30',
      '10:00',
    ])
  })

  it('go into a spreadsheet with plain numbers, and nothing where nothing is known', () => {
    const text = tabSeparated('Interval', columns, numberRows(timeline, columns, [1, 1]))
    expect(text).toBe(
      'Interval\tForecast\t0.8 low\t0.8 high\tActual\trun 7\tless run 7\n' +
        '2026-11-23 09:30\t20.1235\t15\t25\t30\t\t',
    )
  })
})

describe('the score of a window', () => {
  it('sums forecast and actual, and counts what fell inside the band', () => {
    const score = windowScore(timeline, [0, 2])
    expect(score?.forecast).toBeCloseTo(30.123, 3)
    expect(score).toMatchObject({ actual: 41, inside: 0.5, level: 0.8 })
  })

  it('does not count closed intervals as well foreseen', () => {
    expect(windowScore(timeline, [2, 2])).toBeUndefined()
  })

  it('is none where nothing was observed', () => {
    expect(windowScore({ ...timeline, actual: undefined }, [0, 2])).toBeUndefined()
  })
})
