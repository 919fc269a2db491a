import { describe, expect, it } from 'vitest'
import { formatters } from '@/format'
import { moved } from './heat-map'
import { layoutOf, rowsFrom } from './layout'
import { cellText, fullText, strengthOf } from './measures'
import { inkOn, type Palette, type Rgb, rgbOf, shade } from './paint'
import { openRows, tabSeparated } from './rows'
import { weekTotals } from './weeks'
import { shrinkageOf, span } from './words'

const GOAL = {
  slTarget: 0.8,
  thresholdS: 20,
  slVariant: 'sl_offered' as const,
  maxOccupancy: 0.85,
  inOfficeShrinkage: 0.1,
  outOfOfficeShrinkage: 0.2,
  minAgents: 0,
}

describe('the layout of a map', () => {
  it('has days as rows and the open clocks as columns', () => {
    const start = ['2026-11-23T00:00', '2026-11-23T09:00', '2026-11-24T00:00', '2026-11-24T09:00']
    const layout = layoutOf(
      start.map((at) => `${at}:00+08:00`),
      [false, true, false, true],
    )
    expect(layout.days).toEqual(['2026-11-23', '2026-11-24'])
    expect(layout.columns).toEqual([{ clock: '09:00', again: false }])
    expect(layout.at(1, 0)).toBe(3)
    expect(layout.placeOf(3)).toEqual([1, 0])
    expect(layout.placeOf(0)).toBeUndefined()
  })

  it('gives the hour that the clocks repeat columns of its own', () => {
    const start = [
      '2026-10-25T01:30:00+01:00',
      '2026-10-25T01:30:00+00:00',
      '2026-10-26T01:30:00+00:00',
    ]
    const layout = layoutOf(start, [true, true, true])
    expect(layout.columns).toEqual([
      { clock: '01:30', again: false },
      { clock: '01:30', again: true },
    ])
    expect([layout.at(0, 0), layout.at(0, 1), layout.at(1, 0), layout.at(1, 1)]).toEqual([
      0,
      1,
      2,
      undefined,
    ])
  })

  it('leaves a gap where the clocks skip an hour', () => {
    const start = [
      '2026-03-28T01:30:00+00:00',
      '2026-03-28T02:00:00+00:00',
      '2026-03-29T02:00:00+01:00',
    ]
    expect(layoutOf(start, [true, true, true]).at(1, 0)).toBeUndefined()
  })

  it('shows so many days at a time, without an empty end', () => {
    const start = Array.from({ length: 10 }, (_, i) => `2026-11-${10 + i}T09:00:00+08:00`)
    const layout = layoutOf(
      start,
      start.map(() => true),
    )
    expect(rowsFrom(layout, undefined, 4)).toEqual({ first: 0, last: 3 })
    expect(rowsFrom(layout, '2026-11-18', 4)).toEqual({ first: 6, last: 9 })
    expect(rowsFrom(layout, undefined, 40)).toEqual({ first: 0, last: 9 })
  })
})

describe('the keys of a map of 3 rows and 4 columns', () => {
  it.each([
    ['ArrowRight', false, [1, 2]],
    ['ArrowLeft', true, [1, 0]],
    ['ArrowUp', false, [0, 1]],
    ['ArrowDown', true, [2, 1]],
    ['Home', false, [1, 0]],
    ['End', true, [2, 3]],
    ['PageDown', false, [2, 1]],
    ['PageUp', false, [0, 1]],
  ] as const)('%s with ctrl %s leads to %s', (key, ctrlKey, want) => {
    expect(moved([1, 1], { key, ctrlKey }, 3, 4)).toEqual(want)
  })

  it('do not lead beyond the edges, and other keys nowhere', () => {
    expect(moved([0, 0], { key: 'ArrowLeft', ctrlKey: false }, 3, 4)).toEqual([0, 0])
    expect(moved([0, 0], { key: 'x', ctrlKey: false }, 3, 4)).toBeUndefined()
  })
})

describe('the strength of a cell', () => {
  it.each([
    ['agents', 5, 10, 0.5],
    ['agents', 0, 0, 0],
    ['serviceLevel', 0.9, 1, 0.5],
    ['serviceLevel', 0.8, 1, 0],
    ['occupancy', 0.7, 1, 0.7],
  ] as const)('of %s %d, the most being %d, is %d', (figure, value, top, want) => {
    expect(strengthOf(figure, value, top, GOAL)).toBeCloseTo(want)
  })

  it('is below zero where the goal is missed', () => {
    expect(strengthOf('serviceLevel', 0.7, 1, GOAL)).toBeLessThan(0)
    expect(strengthOf('occupancy', 0.9, 1, GOAL)).toBeLessThan(0)
  })
})

describe('the colours of a map', () => {
  const palette = {
    low: [238, 241, 244],
    high: [0, 114, 178],
    short: [213, 94, 0],
  } as unknown as Palette

  it('run from the low end to the high one, and to the short one below zero', () => {
    expect(shade(palette, 0)).toEqual([238, 241, 244])
    expect(shade(palette, 1)).toEqual([0, 114, 178])
    expect(shade(palette, 2)).toEqual([0, 114, 178])
    expect(shade(palette, -1)).toEqual([213, 94, 0])
  })

  it('carry ink of a contrast of 4.5 or more at every strength', () => {
    for (let strength = -1; strength <= 1; strength += 0.05) {
      const ground = shade(palette, strength)
      const got = contrast(ground, rgbOf(inkOn(ground)))
      expect(got, `ground ${ground}, ink ${inkOn(ground)}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('are read from tokens', () => {
    expect(rgbOf(' #1f5aae')).toEqual([31, 90, 174])
  })
})

function contrast(a: Rgb, b: Rgb): number {
  const light = (colour: Rgb) => {
    const [r, g, blue] = colour.map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (blue ?? 0)
  }
  const [high, low] = [light(a), light(b)].toSorted((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

const INTERVALS = {
  intervalMin: 30,
  zone: 'Asia/Shanghai',
  start: ['2026-11-22T09:00:00+08:00', '2026-11-23T09:00:00+08:00', '2026-11-23T09:30:00+08:00'],
  open: [true, true, false],
  contacts: [10, 30, 0],
  ahtS: [180, null, 180],
  fractional: [2.5, 4.2, 0],
  agents: [3, 5, 0],
  scheduled: [3.4722, 5.8333, 0],
  serviceLevel: [0.9, 0.8, 1],
  occupancy: [0.5, 0.6, 0],
  binding: ['service_level', 'occupancy', 'closed'],
}

describe('week totals', () => {
  it('end with Sunday, and weigh service levels by contacts', () => {
    expect(weekTotals(INTERVALS)).toEqual([
      expect.objectContaining({ first: '2026-11-22', last: '2026-11-22', workHours: 1.5, peak: 3 }),
      expect.objectContaining({ first: '2026-11-23', contacts: 30, workHours: 2.5, peak: 5 }),
    ])
    const monday = { ...INTERVALS, start: INTERVALS.start.map((at) => at.replace('-22T', '-24T')) }
    expect(weekTotals(monday)[0]?.serviceLevel).toBeCloseTo((10 * 0.9 + 30 * 0.8) / 40)
  })

  it('have no service level for work that waits', () => {
    const { serviceLevel: _, ...deferred } = INTERVALS
    expect(weekTotals(deferred)[0]?.serviceLevel).toBeUndefined()
  })
})

describe('the rows of a requirement', () => {
  it('are the open intervals', () => {
    expect(openRows(INTERVALS).map(({ interval }) => interval)).toEqual([0, 1])
  })

  it('go into a spreadsheet with plain numbers', () => {
    const lines = tabSeparated(openRows(INTERVALS), (key) => key).split('\n')
    expect(lines[0]).toMatch(/^interval\tcontacts\taht/)
    expect(lines[2]).toBe('2026-11-23 09:00\t30\t\t4.2\t5\t5.8333\t0.8\t0.6\t')
  })
})

describe('figures in words', () => {
  const format = formatters('en')

  it('are short in a cell and full when read', () => {
    expect(cellText(format, 'serviceLevel', 0.876)).toBe('88')
    expect(fullText(format, 'serviceLevel', 0.876)).toBe('87.6%')
    expect(fullText(format, 'scheduled', 3)).toBe('3.0')
  })

  it.each([
    [20, '20 s'],
    [130, '130 s'],
    [180, '3 min'],
    [14_400, '4 h'],
  ])('%d seconds are %s', (seconds, want) => {
    expect(span(seconds)).toBe(want)
  })

  it('multiply both shrinkages: 10 % and 20 % are 28 %', () => {
    expect(shrinkageOf(GOAL)).toBeCloseTo(0.28)
  })
})
