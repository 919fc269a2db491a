import { describe, expect, it } from 'vitest'
import { formatters } from '@/format'
import { type ChartParts, optionOf, strokeOf } from './option'
import { placeText } from './place-words'
import type { Timeline } from './timeline'
import { shadesOf } from './timeline-chart'
import { tooltipOf } from './tooltip'

const place = (clock: string) => ({ day: '2026-11-23', last: '2026-11-23', clock })
const timeline: Timeline = {
  step: 'interval',
  measure: 'contacts',
  places: [place('00:00'), place('00:30')],
  forecast: [null, 20],
  bands: [
    { level: 0.8, lo: [null, 15], hi: [null, 25] },
    { level: 0.95, lo: [null, 10], hi: [null, 30] },
  ],
  actual: [11, null],
  lines: [],
}
const colours = {
  text: '#111111',
  muted: '#222222',
  line: '#333333',
  raised: '#444444',
  forecast: '#555555',
  actual: '#666666',
  past: ['#777777', '#777778'],
  other: '#888888',
  flag: '#999999',
  ghost: '#aaaaaa',
  updated: '#bbbbbb',
  font: 'sans-serif',
}
const names = {
  forecast: 'Forecast',
  actual: 'Actual',
  line: ({ kind, id }: { kind: string; id?: number }) => `${kind} ${id}`,
}
const parts: ChartParts = {
  timeline,
  colours,
  names,
  shades: [{ first: 0, last: 1 }],
  range: [0, 1],
  axisText: String,
  numberText: String,
  tooltip: String,
}
interface Drawn {
  series: { name: string; data: (number | null)[]; markArea?: { data: unknown[] } }[]
  dataZoom: { startValue: number; endValue: number }[]
}

describe('the drawing of a forecast', () => {
  const drawn = optionOf(parts) as unknown as Drawn

  it('stacks the width of each band on its low edge, the widest band first', () => {
    const bands = drawn.series.filter(({ name }) => name.startsWith('band'))
    expect(bands.map(({ name, data }) => [name, data[1]])).toEqual([
      ['band 0.95 lo', 10],
      ['band 0.95', 20],
      ['band 0.8 lo', 15],
      ['band 0.8', 10],
    ])
  })

  it('draws the forecast last, with the days left out of fitting shaded', () => {
    expect(drawn.series.at(-1)).toMatchObject({ name: 'Forecast', data: [null, 20] })
    expect(drawn.series.at(-1)?.markArea?.data).toEqual([[{ xAxis: 0 }, { xAxis: 1 }]])
  })

  it('shows the range asked for', () => {
    expect(drawn.dataZoom.every((zoom) => zoom.startValue === 0 && zoom.endValue === 1)).toBe(true)
  })

  it('draws what lies beside it below, and what would come of a change above it', () => {
    const lines: Timeline['lines'] = [
      { kind: 'ghost', id: 0, values: [null, 30] },
      { kind: 'past', id: 2, values: [8, 9] },
    ]
    const { series } = optionOf({ ...parts, timeline: { ...timeline, lines } }) as unknown as Drawn
    const names = series.map(({ name }) => name).filter((name) => !name.startsWith('band'))
    expect(names).toEqual(['past 2', 'Actual', 'Forecast', 'ghost 0'])
  })

  it('tells weeks gone by apart', () => {
    const [one, two] = [0, 1].map((tone) => strokeOf({ kind: 'past', tone }, colours).color)
    expect(one).not.toBe(two)
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

  it('cover the intervals left out', () => {
    expect(shadesOf(timeline, [flag])).toEqual([{ first: 0, last: 1 }])
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

  it('hold every number in the box beside the pointer, a dash where there is none', () => {
    const text = tooltipOf(timeline, colours, format, { names, band: (level) => `band ${level}` })(
      1,
    )
    const plain = text.replace(/<[^>]+>/g, '|')
    expect(plain).toContain('Forecast||20|')
    expect(plain).toContain('band 0.8||15 – 25|')
    expect(plain).toContain('Actual||–|')
  })
})
