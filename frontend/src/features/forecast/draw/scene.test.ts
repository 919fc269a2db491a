import { describe, expect, it } from 'vitest'
import { xOf, yOf } from '../adjust/frame'
import { halfHours, partsOf } from '../testing/chart'
import type { Timeline } from '../timeline'
import { placesIn, sceneOf } from './scene'

const SIZE = { width: 800, height: 300 }
const widthOf = (text: string) => 6 * text.length

const timeline: Timeline = {
  step: 'interval',
  measure: 'contacts',
  places: halfHours(96),
  forecast: Array.from({ length: 96 }, (_, i) => (i < 48 ? 20 : 900)),
  bands: [],
  lines: [],
}

describe('where everything of a chart lies', () => {
  const scene = sceneOf(partsOf(timeline), [0, 95], SIZE, widthOf)

  it('leaves room for the widest number beside the plot, and none to waste', () => {
    // 1000 is four figures wide
    expect(scene.levels.at(-1)).toBe(1000)
    expect(scene.frame.left).toBe(4 * 6 + 10)
    expect(scene.frame.left + scene.frame.width).toBeLessThanOrEqual(SIZE.width)
  })

  it('puts the first and the last place in sight at the edges of the plot', () => {
    expect(xOf(scene.frame, 0)).toBe(scene.frame.left)
    expect(xOf(scene.frame, 95)).toBe(scene.frame.left + scene.frame.width)
    expect(yOf(scene.frame, 1000)).toBe(scene.frame.top)
    expect(yOf(scene.frame, 0)).toBe(scene.frame.top + scene.frame.height)
  })

  it('is as high as what is in sight, not as what lies beyond', () => {
    expect(sceneOf(partsOf(timeline), [0, 40], SIZE, widthOf).levels).toEqual([0, 5, 10, 15, 20])
  })

  it('begins at zero, but for handle times', () => {
    const slow = { ...timeline, measure: 'handle_time' as const, forecast: [200, 210, 205] }
    const { levels } = sceneOf(partsOf(slow), [0, 2], SIZE, widthOf)
    expect(levels[0]).toBe(200)
    expect(scene.levels[0]).toBe(0)
  })

  it('holds where nothing is known at all', () => {
    const empty = { ...timeline, forecast: timeline.places.map(() => null) }
    const { frame, levels } = sceneOf(partsOf(empty), [0, 95], SIZE, widthOf)
    expect(levels.every(Number.isFinite)).toBe(true)
    expect(frame.max).toBeGreaterThan(frame.min)
  })

  it('writes below the axis what fits, and nothing over something else', () => {
    const narrow = sceneOf(partsOf(timeline), [0, 95], { width: 200, height: 300 }, widthOf)
    const wide = sceneOf(partsOf(timeline), [0, 95], { width: 1400, height: 300 }, widthOf)
    expect(narrow.labels.length).toBeLessThan(wide.labels.length)
    for (const { labels } of [narrow, wide, scene]) {
      expect(labels.length).toBeGreaterThan(0)
      labels.slice(1).forEach(({ x, text }, i) => {
        const before = labels[i]
        const end = (before?.x ?? 0) + widthOf(before?.text ?? '') / 2
        expect(x - widthOf(text) / 2).toBeGreaterThanOrEqual(end)
      })
    }
  })

  it('names the days before the hours between them, the first one inside the picture', () => {
    const text = (place: number) => (place % 48 === 0 ? 'Monday, 23 Nov' : `${place / 2}:00`)
    const { labels } = sceneOf(partsOf(timeline, { axisText: text }), [0, 95], SIZE, widthOf)
    const days = labels.filter((label) => label.text.startsWith('Monday'))
    expect(days).toHaveLength(2)
    expect(labels.length).toBeGreaterThan(2)
    expect(labels[0]?.x).toBeGreaterThanOrEqual(widthOf('Monday, 23 Nov') / 2)
  })

  it('draws one place more on either side, so that lines come from somewhere', () => {
    expect(placesIn([10.4, 20.2], 96)).toEqual([9, 22])
    expect(placesIn([0, 95], 96)).toEqual([0, 95])
  })
})
