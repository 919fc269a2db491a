import type { ChartParts } from '../chart-parts'
import type { Colours } from '../colours'
import type { Place, Timeline } from '../timeline'

/** Colours that tell the lines of a chart apart. */
export const COLOURS: Colours = {
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

/** The half hours of so many days from Monday, 23 November 2026. */
export function halfHours(count: number): Place[] {
  return Array.from({ length: count }, (_, i) => {
    const day = `2026-11-${23 + Math.floor(i / 48)}`
    const minutes = (i % 48) * 30
    const two = (n: number) => String(n).padStart(2, '0')
    return { day, last: day, clock: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` }
  })
}

/** What a chart of a timeline is drawn from, all of it in sight. */
export function partsOf(timeline: Timeline, more: Partial<ChartParts> = {}): ChartParts {
  return {
    timeline,
    colours: COLOURS,
    shades: [],
    range: [0, timeline.places.length - 1],
    axisText: (place) => timeline.places[place]?.clock ?? String(place),
    numberText: String,
    readingAt: (place) => ({ title: `place ${place}`, rows: [] }),
    ...more,
  }
}
