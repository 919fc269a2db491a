import { describe, expect, it } from 'vitest'
import { shiftAt } from '../testing/grid'
import { axisMinutes, dragged, gripOf, labelMinute } from './day-drag'

describe('dragging a bar', () => {
  it.each([
    ['all of it, by quarters', 'all', 22, { startMin: 555, endMin: 1065 }],
    ['not before midnight', 'all', -900, { startMin: 0, endMin: 510 }],
    ['its start', 'start', -30, { startMin: 510, endMin: 1050 }],
    ['its start, leaving an hour', 'start', 900, { startMin: 990, endMin: 1050 }],
    ['its end', 'end', 60, { startMin: 540, endMin: 1110 }],
    ['its end, leaving an hour', 'end', -900, { startMin: 540, endMin: 600 }],
  ] as const)('moves %s', (_what, grip, minutes, times) => {
    expect(dragged(shiftAt(540), grip, minutes)).toMatchObject(times)
  })

  it('moves one pause and nothing else', () => {
    const next = dragged(shiftAt(540), 1, 31)
    expect(next.breaks?.map(({ startMin }) => startMin)).toEqual([660, 810])
    expect(next).toMatchObject({ startMin: 540, endMin: 1050 })
  })

  it('is nothing below half a quarter', () => {
    const shift = shiftAt(540)
    expect(dragged(shift, 'all', 7)).toBe(shift)
  })

  it.each([
    ['all', 'all'],
    ['2', 2],
    ['0', 0],
    ['-1', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads the grip %j', (text, grip) => {
    expect(gripOf(text)).toBe(grip)
  })
})

describe('the axis of a day', () => {
  it('reaches as far as the latest shift, in whole hours', () => {
    expect(axisMinutes(1440, [1000])).toBe(1440)
    expect(axisMinutes(1380, [1000])).toBe(1380)
    expect(axisMinutes(1440, [1830])).toBe(1860)
  })
})

describe('the label of a bar', () => {
  it('stands before, between or after the pauses, where it fits', () => {
    const shift = shiftAt(540) // pauses at 660–675 and 780–810, end 1050
    expect(labelMinute(shift, 100)).toBe(540)
    expect(labelMinute(shift, 130)).toBe(810)
    expect(labelMinute(shift, 900)).toBe(540)
  })
})
