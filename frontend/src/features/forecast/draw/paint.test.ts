import { describe, expect, it } from 'vitest'
import type { ChartParts } from '../chart-parts'
import { COLOURS, halfHours, partsOf } from '../testing/chart'
import type { Timeline } from '../timeline'
import { type Brush, paint } from './paint'
import { sceneOf } from './scene'

const SIZE = { width: 800, height: 300 }

/** One act of painting: what was done, in which colour, along which points. */
interface Act {
  readonly act: 'stroke' | 'fill' | 'text' | 'box'
  readonly colour: string
  readonly alpha: number
  readonly dash: readonly number[]
  readonly points: readonly (readonly [kind: string, x: number, y: number])[]
  readonly text?: string
}

/** A canvas that remembers what is painted on it. */
class Recorder {
  readonly acts: Act[] = []
  fillStyle = ''
  strokeStyle = ''
  globalAlpha = 1
  lineWidth = 1
  font = ''
  #points: (readonly [string, number, number])[] = []
  #dash: readonly number[] = []
  beginPath() {
    this.#points = []
  }
  moveTo(x: number, y: number) {
    this.#points.push(['move', x, y])
  }
  lineTo(x: number, y: number) {
    this.#points.push(['line', x, y])
  }
  arc(x: number, y: number) {
    this.#points.push(['arc', x, y])
  }
  setLineDash(dash: number[]) {
    this.#dash = dash
  }
  stroke() {
    this.#done('stroke', this.strokeStyle)
  }
  fill() {
    this.#done('fill', this.fillStyle)
  }
  fillRect(x: number, y: number) {
    this.#points = [['box', x, y]]
    this.#done('box', this.fillStyle)
  }
  fillText(text: string, x: number, y: number) {
    this.#points = [['text', x, y]]
    this.#done('text', this.fillStyle, text)
  }
  #done(act: Act['act'], colour: string, text?: string) {
    const { globalAlpha: alpha } = this
    this.acts.push({ act, colour, alpha, dash: this.#dash, points: [...this.#points], text })
  }
  clearRect() {}
  clip() {}
  closePath() {}
  rect() {}
  save() {}
  restore() {}
}

function painted(timeline: Timeline, more: Partial<ChartParts> = {}): Act[] {
  const parts = partsOf(timeline, more)
  const recorder = new Recorder()
  const scene = sceneOf(parts, parts.range, SIZE, (text) => 6 * text.length)
  paint(recorder as unknown as Brush, parts, scene, SIZE)
  return recorder.acts
}

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

const strokes = (acts: Act[], colour: string) =>
  acts.filter((one) => one.act === 'stroke' && one.colour === colour)

describe('the drawing of a forecast', () => {
  it('fills the widest band first, so that the narrow one is seen on it', () => {
    const bands = painted(timeline).filter(
      ({ act, colour }) => act === 'fill' && colour === COLOURS.forecast,
    )
    expect(bands.map(({ alpha }) => alpha)).toEqual([0.14, 0.2])
    const top = ({ points }: Act) => Math.min(...points.map(([, , y]) => y))
    const [wide, narrow] = bands
    expect(wide && narrow && top(wide) < top(narrow)).toBe(true)
    // there along the upper edge and back along the lower one, over the seven known places
    expect(wide?.points).toHaveLength(14)
  })

  it('breaks a line where nothing is known, and shows a value that stands alone as a point', () => {
    const acts = painted(timeline)
    const [actual] = strokes(acts, COLOURS.actual)
    expect(actual?.points.map(([kind]) => kind)).toEqual(['move', 'move', 'line', 'move', 'line'])
    const dots = acts.filter(({ act, colour }) => act === 'fill' && colour === COLOURS.actual)
    expect(dots).toHaveLength(1)
  })

  it('draws what lies beside it below, and what would come of a change above it', () => {
    const lines: Timeline['lines'] = [
      { kind: 'ghost', id: 0, values: timeline.forecast.map((value) => value && value + 5) },
      { kind: 'past', id: 2, values: timeline.forecast },
      { kind: 'run', id: 3, values: timeline.forecast },
    ]
    const drawn = painted({ ...timeline, lines })
      .filter(({ act, colour }) => act === 'stroke' && colour !== COLOURS.line)
      .map(({ colour }) => colour)
      .slice(0, 5)
    expect(drawn).toEqual([
      COLOURS.past[0],
      COLOURS.other,
      COLOURS.actual,
      COLOURS.forecast,
      COLOURS.ghost,
    ])
  })

  it('shows what would come of a change only where it differs, and where it leaves the forecast', () => {
    const values = timeline.forecast.map((value, i) => (i === 4 && value ? value + 9 : value))
    const acts = painted({ ...timeline, lines: [{ kind: 'ghost', values }] })
    const [ghost] = strokes(acts, COLOURS.ghost)
    expect(ghost?.points.map(([kind]) => kind)).toEqual(['move', 'line', 'line'])
  })

  it('tells lines apart by their dashes', () => {
    const lines: Timeline['lines'] = [{ kind: 'past', id: 2, values: timeline.forecast }]
    const acts = painted({ ...timeline, lines })
    expect(strokes(acts, COLOURS.past[0] ?? '')[0]?.dash).not.toEqual([])
    expect(strokes(acts, COLOURS.forecast)[0]?.dash).toEqual([])
  })

  it('joins days by a line through points', () => {
    const places = Array.from({ length: 3 }, (_, i) => ({
      day: `2026-11-2${i}`,
      last: `2026-11-2${i}`,
    }))
    const days: Timeline = {
      ...timeline,
      step: 'day',
      places,
      forecast: [5, 6, 7],
      bands: [],
      actual: undefined,
    }
    const points = painted(days).filter(
      ({ act, colour }) => act === 'fill' && colour === COLOURS.forecast,
    )
    expect(points).toHaveLength(3)
  })

  it('shades what was left out, at least as wide as the place itself', () => {
    const boxes = painted(timeline, { shades: [{ first: 2, last: 2 }] }).filter(
      ({ act }) => act === 'box',
    )
    expect(boxes.map(({ colour, alpha }) => [colour, alpha])).toEqual([[COLOURS.flag, 0.18]])
  })

  it('writes the numbers of the axis', () => {
    const texts = painted(timeline).flatMap(({ text }) => text ?? [])
    expect(texts).toEqual(expect.arrayContaining(['0', '10', '40', '00:00', '03:00']))
  })
})
