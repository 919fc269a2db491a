import { describe, expect, it } from 'vitest'
import type { Span } from '@/parts/plot/picture'
import { bounded, panned, pinched, whole, zoomed } from './span'

const COUNT = 101

describe('what is in sight', () => {
  it.each<[string, Span, Span]>([
    ['stays where it lies inside', [10, 20], [10, 20]],
    ['is pushed back at the beginning, and keeps its length', [-5, 5], [0, 10]],
    ['is pushed back at the end', [95, 105], [90, 100]],
    ['is never longer than what there is', [-10, 300], [0, 100]],
    ['is never too short to be read', [50, 51], [50, 54]],
  ])('%s', (_, span, want) => {
    expect(bounded(span, COUNT)).toEqual(want)
  })

  it('is everything where there is less than the closest look', () => {
    expect(bounded([0, 1], 3)).toEqual([0, 2])
    expect(bounded([0, 1], 0)).toEqual([0, 0])
  })

  it('is moved along, up to the ends', () => {
    expect(panned([10, 30], 5, COUNT)).toEqual([15, 35])
    expect(panned([10, 30], -50, COUNT)).toEqual([0, 20])
  })

  it.each([0.5, 0.8, 1.25, 2])('keeps the place under the pointer when zoomed by %d', (factor) => {
    const span: Span = [40, 60]
    const at = 45
    const [first, last] = zoomed(span, at, factor, COUNT)
    expect(last - first).toBeCloseTo(20 * factor)
    expect((at - first) / (last - first)).toBeCloseTo((at - span[0]) / 20)
  })

  it('is zoomed no further in than can be read', () => {
    const [first, last] = zoomed([40, 60], 50, 0.001, COUNT)
    expect(last - first).toBeCloseTo(4)
    expect([first, last]).toEqual([48, 52])
  })

  it('follows two fingers: each keeps its place', () => {
    const span: Span = [20, 60]
    const to = [0.1, 0.9] as const
    const [first, last] = pinched(span, [0.25, 0.75], to, COUNT)
    // the fingers stood on the places 30 and 50
    expect(first + to[0] * (last - first)).toBeCloseTo(30)
    expect(first + to[1] * (last - first)).toBeCloseTo(50)
  })

  it('does not jump when two fingers meet or pass each other', () => {
    expect(pinched([20, 60], [0.25, 0.75], [0.5, 0.505], COUNT)).toEqual([20, 60])
    expect(pinched([20, 60], [0.25, 0.75], [0.8, 0.2], COUNT)).toEqual([20, 60])
  })

  it('ends on whole places', () => {
    expect(whole([19.6, 40.2])).toEqual([20, 40])
  })
})
