import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Act, lendCanvas } from '@/testing/canvas'
import { Drawing } from './drawing'
import { type Frame, xOf, yOf } from './frame'
import type { Picture, Span, Stroke } from './picture'

const SIZE = { width: 700, height: 300 }
const LOOK = { rule: '#rule', zero: '#zero', words: '#words', font: 'sans-serif' }
const line = (values: Stroke['values'], more: Partial<Stroke> = {}): Stroke => ({
  ...{ values, colour: '#line', width: 1.5, style: 'solid' },
  ...more,
})
const picture = (more: Partial<Picture>): Picture => ({
  count: more.strokes?.[0]?.values.length ?? 0,
  areas: [],
  strokes: [],
  stretches: [],
  look: LOOK,
  fromZero: true,
  levels: 5,
  numberText: String,
  ticks: () => [],
  tickText: (place) => `place ${place}`,
  ...more,
})

let canvas: ReturnType<typeof lendCanvas>
let element: HTMLElement
let drawing: Drawing
let frames: Frame[]
beforeEach(() => {
  canvas = lendCanvas(SIZE)
  element = document.body.appendChild(document.createElement('div'))
  frames = []
  drawing = new Drawing(element, (frame) => frames.push(frame))
})
afterEach(() => {
  drawing.destroy()
  element.remove()
})

function drawn(shown: Picture, span: Span = [0, Math.max(0, shown.count - 1)]) {
  drawing.show({ picture: shown, span }, SIZE)
  return canvas.acts()
}

const frame = () => frames.at(-1) as Frame
const strokes = (acts: readonly Act[], colour: string) =>
  acts.filter((one) => one.act === 'stroke' && one.colour === colour)
const xs = ({ points }: Act) => points.map(([, x]) => x)

/** From where to where an act is seen, by the innermost clip of it. */
function seen({ clips }: Act): number[] {
  return (clips.at(-1) ?? []).filter(([kind]) => kind !== 'move').map(([, x]) => x)
}

describe('a drawing', () => {
  it('has the first and the last place in sight at the edges of the plot', () => {
    const acts = drawn(picture({ strokes: [line([0, 50, 100])] }))
    // the widest number is "100": three letters beside the plot, and their gaps
    expect(frame()).toEqual({
      ...{ left: 28, top: 12, width: 660, height: 262 },
      ...{ first: 0, last: 2, min: 0, max: 100 },
    })
    const [stroke] = strokes(acts, '#line')
    expect(stroke?.points.map(([, x, y]) => [x, y])).toEqual([
      [xOf(frame(), 0), yOf(frame(), 0)],
      [xOf(frame(), 1), yOf(frame(), 50)],
      [xOf(frame(), 2), yOf(frame(), 100)],
    ])
  })

  it('is as high as what is in sight, not as what lies beyond', () => {
    const values = Array.from({ length: 96 }, (_, i) => (i < 48 ? 20 : 900))
    drawn(picture({ strokes: [line(values)] }), [0, 40])
    expect(frame()).toMatchObject({ min: 0, max: 20 })
    drawn(picture({ strokes: [line(values)] }), [0, 90])
    expect(frame()).toMatchObject({ min: 0, max: 1000 })
  })

  it('need not begin at zero', () => {
    drawn(picture({ strokes: [line([200, 210])], fromZero: false }))
    expect(frame()).toMatchObject({ min: 200, max: 210 })
  })

  it('writes its numbers and the words below', () => {
    const acts = drawn(
      picture({
        strokes: [line([0, 40, 20])],
        numberText: (value) => `${value} %`,
        ticks: () => [1, 0],
      }),
    )
    const texts = acts.filter(({ act }) => act === 'text')
    expect(texts.map(({ text }) => text)).toEqual([
      ...['0 %', '10 %', '20 %', '30 %', '40 %'],
      ...['place 0', 'place 1'],
    ])
    expect(texts.every(({ colour }) => colour === LOOK.words)).toBe(true)
  })

  it('sets zero apart only where values lie on both sides of it', () => {
    const [zero] = strokes(drawn(picture({ strokes: [line([-5, 5])] })), LOOK.zero)
    expect(zero?.points[0]?.[2]).toBeCloseTo(yOf(frame(), 0), -1)
    expect(strokes(drawn(picture({ strokes: [line([2, 5])] })), LOOK.zero)).toEqual([])
  })

  it('breaks a line where nothing is known, and shows a value that stands alone as a point', () => {
    const acts = drawn(picture({ strokes: [line([11, null, 13, 14, null, null, 15, 16])] }))
    const [stroke] = strokes(acts, '#line')
    const [a = 0, c = 0, d = 0, g = 0] = [0, 2, 3, 6].map((place) => xOf(frame(), place))
    const half = 0.75
    // what would join 11 to 13, and 14 to 15, is not seen; the ends keep the width of the stroke
    expect(stroke && seen(stroke)).toEqual([
      ...[a, a + half],
      ...[c - half, d + half],
      ...[g - half, frame().left + frame().width],
    ])
    const points = acts.filter(({ act, colour }) => act === 'fill' && colour === '#line')
    expect(points.map((one) => one.points.filter(([kind]) => kind === 'arc'))).toEqual([
      [['arc', xOf(frame(), 0), yOf(frame(), 11)]],
    ])
  })

  it('shows every value as a point where that is wanted', () => {
    const acts = drawn(picture({ strokes: [line([5, 6, 7], { points: true })] }))
    const [points] = acts.filter(({ act }) => act === 'fill')
    expect(points?.points.filter(([kind]) => kind === 'arc')).toHaveLength(3)
  })

  it('tells lines apart by their dashes, and draws the last one on top', () => {
    const acts = drawn(
      picture({
        strokes: [
          line([1, 2], { colour: '#past', style: 'dotted' }),
          line([2, 3], { colour: '#run', style: 'dashed' }),
          line([3, 4]),
        ],
      }),
    )
    const lines = acts.filter(({ act, colour }) => act === 'stroke' && !colour.startsWith('#r'))
    expect(lines.map(({ colour }) => colour)).toEqual(['#words', '#past', '#line'])
    const dashes = ['#past', '#run', '#line'].map((colour) => strokes(acts, colour)[0]?.dash.length)
    expect(dashes).toEqual([2, 2, 0])
  })

  it('dashes by pixels of the page, however fine the screen is', () => {
    const dashed = () =>
      strokes(drawn(picture({ strokes: [line([1, 2], { style: 'dashed' })] })), '#line')[0]?.dash
    expect(dashed()).toEqual([6, 4])
    vi.stubGlobal('devicePixelRatio', 2)
    expect(dashed()).toEqual([12, 8])
  })

  it('fills an area between its edges, and not beyond what is known of both', () => {
    const acts = drawn(
      picture({
        areas: [{ lo: [null, 10, 9, 8], hi: [null, 30, 32, null], colour: '#area', opacity: 0.14 }],
        strokes: [line([1, 20, 22, 21])],
      }),
    )
    const [area, ...more] = acts.filter(({ act, colour }) => act === 'fill' && colour === '#area')
    expect(more).toEqual([])
    expect(area?.alpha).toBe(0.14)
    // along the upper edge, which ends where it is not known
    const upper = [1, 2].map((place) => xOf(frame(), place))
    expect([...new Set(area && xs(area))]).toEqual(upper)
    const lower = area?.clips.at(-1)?.map(([, , y]) => y) ?? []
    expect(lower.slice(0, 2)).toEqual([yOf(frame(), 10), yOf(frame(), 9)])
  })

  it('shades a stretch, at least as wide as is seen', () => {
    const stretches = [{ first: 2, last: 2, colour: '#flag', opacity: 0.18 }]
    const boxes = (count: number) => {
      const strokes = [line(new Array(count).fill(1))]
      return drawn(picture({ strokes, stretches })).filter(({ act }) => act === 'box')
    }
    const [[wide], [narrow]] = [boxes(5), boxes(5000)]
    expect(wide).toMatchObject({ colour: '#flag', alpha: 0.18 })
    expect(wide && xs(wide)).toEqual([xOf(frame(), 0) + 247.5, xOf(frame(), 0) + 412.5])
    expect(narrow && (xs(narrow)[1] ?? 0) - (xs(narrow)[0] ?? 0)).toBe(2)
  })

  it('holds where nothing is known, and where there is nothing at all', () => {
    drawn(picture({ strokes: [line([null, null, null])] }))
    expect(frame().max).toBeGreaterThan(frame().min)
    drawn(picture({ count: 0, strokes: [line([])] }))
    expect(frame().max).toBeGreaterThan(frame().min)
    drawn(picture({ strokes: [line([7])] }))
    expect(frame()).toMatchObject({ first: 0, last: 0, max: 8 })
  })
})

describe('a drawing that changes', () => {
  const values = Array.from({ length: 96 }, (_, i) => i)

  it('keeps its canvas for other values, colours, words and places in sight', () => {
    drawn(picture({ strokes: [line(values)] }))
    drawn(picture({ strokes: [line(values)] }), [20.5, 40.5])
    const acts = drawn(
      picture({
        strokes: [line(values.toReversed(), { colour: '#other' })],
        numberText: () => 'as many',
      }),
      [20, 40],
    )
    expect(canvas.made()).toBe(1)
    expect(strokes(acts, '#other')).toHaveLength(1)
    expect(strokes(acts, '#line')).toHaveLength(0)
    expect(acts.filter(({ text }) => text === 'as many')).not.toEqual([])
    expect(frame()).toMatchObject({ first: 20, last: 40, max: 80, left: 10 + 6 * 7 })
  })

  it('takes another canvas for other lines, and leaves nothing of the one before', () => {
    drawn(picture({ strokes: [line(values)] }))
    drawn(picture({ strokes: [line(values), line(values, { style: 'dashed' })] }))
    expect(canvas.made()).toBe(2)
    expect(element.querySelectorAll('canvas')).toHaveLength(1)
  })

  it('draws one place more on either side, so that lines come from somewhere', () => {
    const [stroke] = strokes(drawn(picture({ strokes: [line(values)] }), [10.4, 20.2]), '#line')
    const places = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]
    expect(stroke && xs(stroke)).toEqual(places.map((place) => xOf(frame(), place)))
  })

  it('grows with its box', () => {
    drawn(picture({ strokes: [line(values)] }))
    const { width } = frame()
    drawing.show(
      { picture: picture({ strokes: [line(values)] }), span: [0, 95] },
      { ...SIZE, width: 900 },
    )
    expect(frame().width).toBe(width + 200)
  })

  it('tells where it lies once, and not again while it lies there', () => {
    const shown = picture({ strokes: [line(values)] })
    drawn(shown)
    drawn(shown)
    expect(frames).toHaveLength(1)
    drawn(shown, [0, 20])
    expect(frames).toHaveLength(2)
  })

  it('puts the cursor at the place that is read, with a point on every line', () => {
    drawn(picture({ strokes: [line(values)] }))
    const cursor = element.querySelector<HTMLElement>('.u-cursor-x')
    const point = element.querySelector<HTMLElement>('.u-cursor-pt')
    drawing.read(50)
    const { left, top } = frame()
    const x = xOf(frame(), 50) - left
    expect(cursor?.style.transform).toContain(`translate(${Math.round(x)}px`)
    const y = Math.ceil(yOf(frame(), 50) - top)
    expect(point?.style.transform).toBe(`translate(${Math.ceil(x)}px,${y}px)`)
    drawing.read(undefined)
    expect(cursor?.style.transform).toContain('translate(-10px')
  })

  it('leaves nothing behind, neither on the page nor listening', () => {
    const [added, removed] = [
      vi.spyOn(window, 'addEventListener'),
      vi.spyOn(window, 'removeEventListener'),
    ]
    drawn(picture({ strokes: [line(values)] }))
    drawing.destroy()
    expect(element.childElementCount).toBe(0)
    expect(removed.mock.calls.map(([name]) => name)).toEqual(added.mock.calls.map(([name]) => name))
  })
})
