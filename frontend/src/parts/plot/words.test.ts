import { describe, expect, it } from 'vitest'
import type { Frame } from './frame'
import { wordsBelow } from './words'

const WIDTH = 700
const frame: Frame = {
  left: 30,
  top: 10,
  width: 658,
  height: 200,
  first: 0,
  last: 94,
  min: 0,
  max: 1,
}
const widthOf = (text: string) => 6 * text.length
const every = (step: number) => Array.from({ length: 1 + 94 / step }, (_, i) => i * step)

describe('words below an axis', () => {
  it('stand in the middle of their places, in their order', () => {
    const words = wordsBelow([47, 20], String, frame, WIDTH, widthOf)
    expect(words).toEqual([
      { tick: 170, x: 170, text: '20' },
      { tick: 359, x: 359, text: '47' },
    ])
  })

  it.each([200, 700, 1400])('lie on nothing else over %d pixels', (width) => {
    const text = (place: number) => `${place}:00`
    const wide = { ...frame, width: width - 42 }
    const words = wordsBelow(every(2), text, wide, width, widthOf)
    expect(words.length).toBeGreaterThan(1)
    words.slice(1).forEach(({ x, text }, i) => {
      const before = words[i]
      const end = (before?.x ?? 0) + widthOf(before?.text ?? '') / 2
      expect(x - widthOf(text) / 2).toBeGreaterThanOrEqual(end)
    })
  })

  it('are there for the more important places first', () => {
    const day = (place: number) => (place === 4 ? 'Monday, 23 Nov' : `${place}:00`)
    const [first, second] = [4, 0].map((lead) =>
      wordsBelow([lead, 4 - lead], day, frame, WIDTH, widthOf).map(({ text }) => text),
    )
    expect(first).toEqual(['Monday, 23 Nov'])
    expect(second).toEqual(['0:00'])
  })

  it('are pushed inside at the edges, as long as they stand over their place', () => {
    const [words] = wordsBelow([94], () => 'Sunday, 29 November', frame, WIDTH, widthOf)
    expect(words?.tick).toBe(688)
    expect(words?.x).toBe(WIDTH - widthOf('Sunday, 29 November') / 2)
    const beyond = { ...frame, first: 0, last: 20 }
    expect(wordsBelow([40], String, beyond, WIDTH, widthOf)).toEqual([])
  })
})
