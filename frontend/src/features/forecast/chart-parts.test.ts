import { describe, expect, it } from 'vitest'
import { formatters } from '@/format'
import { strokeOf } from './chart-parts'
import { placeText } from './place-words'
import { readingsOf } from './readings'
import { COLOURS } from './testing/chart'
import type { Timeline } from './timeline'
import { shadesOf } from './timeline-chart'

const place = (clock: string) => ({ day: '2026-11-23', last: '2026-11-23', clock })
const timeline: Timeline = {
  step: 'interval',
  measure: 'contacts',
  places: [place('00:00'), place('00:30')],
  forecast: [null, 20],
  bands: [{ level: 0.8, lo: [null, 15], hi: [null, 25] }],
  actual: [11, null],
  lines: [{ kind: 'past', id: 2, values: [8, 9] }],
}

describe('the stroke of a line', () => {
  it('tells weeks gone by apart', () => {
    const [one, two] = [0, 1].map((tone) => strokeOf({ kind: 'past', tone }, COLOURS).color)
    expect(one).not.toBe(two)
  })

  it('tells kinds apart by more than colour', () => {
    const { type: past } = strokeOf({ kind: 'past' }, COLOURS)
    const { type: run } = strokeOf({ kind: 'run' }, COLOURS)
    expect(past).not.toBe(run)
  })
})

describe('the shades', () => {
  const flag = {
    date: '2026-11-23',
    fromSlot: 0,
    toSlot: 2,
    reason: '',
    text: '',
    observed: 0,
    expected: 0,
  }
  const day = { day: '2026-11-23', last: '2026-11-23' }

  it('cover the intervals left out', () => {
    expect(shadesOf(timeline, [flag])).toEqual([{ first: 0, last: 1 }])
  })

  it('cover a day where days are drawn, and nothing among weeks', () => {
    expect(shadesOf({ step: 'day', places: [day] }, [flag])).toEqual([{ first: 0, last: 0 }])
    expect(shadesOf({ step: 'week', places: [day] }, [flag])).toEqual([])
  })

  it('leave out days that are not in the timeline', () => {
    expect(shadesOf(timeline, [{ ...flag, date: '2026-01-01' }])).toEqual([])
  })
})

describe('the words at a place', () => {
  const format = formatters('en')

  it('name an interval, a day and a week', () => {
    expect(placeText(format, place('09:30'))).toBe('Mon, Nov 23 09:30')
    expect(placeText(format, { day: '2026-11-23', last: '2026-11-23' })).toBe('Mon, Nov 23')
    expect(placeText(format, { day: '2026-11-23', last: '2026-11-29' })).toBe('11/23 – 11/29')
  })

  it('hold every number, a dash where there is none', () => {
    const names = {
      forecast: 'Forecast',
      actual: 'Actual',
      line: ({ kind, id }: { kind: string; id?: number }) => `${kind} ${id}`,
    }
    const band = (level: number) => `band ${level}`
    const { title, rows } = readingsOf(timeline, COLOURS, format, { names, band })(1)
    expect(title).toBe('Mon, Nov 23 00:30')
    expect(rows.map(({ name, value }) => [name, value])).toEqual([
      ['Forecast', '20'],
      ['band 0.8', '15 – 25'],
      ['Actual', '–'],
      ['past 2', '9'],
    ])
  })

  it('say nothing of a place that does not exist', () => {
    const words = { names: { forecast: '', actual: '', line: () => '' }, band: String }
    expect(readingsOf(timeline, COLOURS, format, words)(7).rows).toEqual([])
  })
})
