import { describe, expect, it } from 'vitest'
import type { ChartParts } from '../chart-parts'
import { COLOURS, halfHours, partsOf } from '../testing/chart'
import type { Timeline } from '../timeline'
import { forecastPicture } from './picture'

const timeline: Timeline = {
  step: 'interval',
  measure: 'contacts',
  places: halfHours(8),
  forecast: [null, 20, 22, 21, 25, 24, 23, 20],
  bands: [
    { level: 0.8, lo: [null, 15, 16, 15, 18, 18, 17, 14], hi: [null, 25, 27, 26, 31, 30, 29, 26] },
    { level: 0.95, lo: [null, 10, 9, 8, 9, 9, 9, 9], hi: [null, 30, 32, 31, 36, 35, 34, 31] },
  ],
  actual: [11, null, 13, 14, null, null, 15, 16],
  lines: [],
}
const pictureOf = (more: Partial<Timeline> = {}, parts: Partial<ChartParts> = {}) =>
  forecastPicture(partsOf({ ...timeline, ...more }, parts))

describe('the picture of a forecast', () => {
  it('fills the widest band first, so that the narrow one is seen on it', () => {
    const { areas } = pictureOf()
    expect(areas.map(({ hi }) => hi[1])).toEqual([30, 25])
    expect(areas.map(({ opacity }) => opacity)).toEqual([0.14, 0.2])
  })

  it('draws what lies beside it below, and what would come of a change above it', () => {
    const { forecast: values } = timeline
    const lines: Timeline['lines'] = [
      { kind: 'ghost', id: 0, values },
      { kind: 'past', id: 2, values },
      { kind: 'updated', values },
      { kind: 'run', id: 3, values },
    ]
    expect(pictureOf({ lines }).strokes.map(({ colour }) => colour)).toEqual([
      COLOURS.past[0],
      COLOURS.other,
      COLOURS.actual,
      COLOURS.forecast,
      COLOURS.ghost,
      COLOURS.updated,
    ])
  })

  it('shows what would come of a change only where it differs, and where it leaves the forecast', () => {
    const values = timeline.forecast.map((value, i) => (i === 4 && value ? value + 9 : value))
    const { strokes } = pictureOf({ lines: [{ kind: 'ghost', values }] })
    expect(strokes.at(-1)?.values).toEqual([null, null, null, 21, 34, 24, null, null])
  })

  it('takes for alike what is less than a pixel apart at the height that is in sight', () => {
    const forecast = [20, 20, 9000]
    const lines: Timeline['lines'] = [{ kind: 'ghost', values: [21, 21, 9000] }]
    const seen = (range: [number, number]) =>
      pictureOf({ forecast, lines, bands: [], actual: undefined }, { range }).strokes.at(-1)?.values
    expect(seen([0, 2])).toEqual([null, null, null])
    expect(seen([0, 1])).toEqual([21, 21, 9000])
  })

  it('tells lines apart by their dashes', () => {
    const lines: Timeline['lines'] = [
      { kind: 'past', id: 2, values: timeline.forecast },
      { kind: 'run', id: 2, values: timeline.forecast },
    ]
    const styles = pictureOf({ lines }).strokes.map(({ style }) => style)
    expect(styles).toEqual(['dotted', 'dashed', 'solid', 'solid'])
  })

  it('joins days by a line through points, and intervals by a line alone', () => {
    const places = ['2026-11-23', '2026-11-24'].map((day) => ({ day, last: day }))
    const points = (more: Partial<Timeline>) =>
      pictureOf(more).strokes.map(({ points }) => points === true)
    expect(points({ step: 'day', places })).toEqual([true, true])
    expect(points({})).toEqual([false, false])
  })

  it('begins at zero, but for handle times', () => {
    expect(pictureOf().fromZero).toBe(true)
    expect(pictureOf({ measure: 'handle_time' }).fromZero).toBe(false)
  })

  it('shades what was left out', () => {
    const { stretches } = pictureOf({}, { shades: [{ first: 2, last: 3 }] })
    expect(stretches).toEqual([{ first: 2, last: 3, colour: COLOURS.flag, opacity: 0.18 }])
  })

  it('names the days before the hours between them, as far as they are in sight', () => {
    const { ticks } = pictureOf({ places: halfHours(96) })
    expect(ticks([0, 95], 600).slice(0, 4)).toEqual([0, 48, 6, 12])
    expect(ticks([10.4, 47.6], 600)).toEqual([12, 18, 24, 30, 36, 42])
  })

  it('words a place by how much is in sight', () => {
    const { tickText } = pictureOf({}, { axisText: (place, span) => `${place} of ${span}` })
    expect(tickText(3, [2, 9])).toBe('3 of 8')
  })
})
