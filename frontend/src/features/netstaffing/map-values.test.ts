import { describe, expect, it } from 'vitest'
import { formatters } from '@/format'
import { cellText, figuresOf, openOf, strengthOf, valuesOf } from './map-values'
import { INTERVALS } from './testing'

describe('the map of net staffing', () => {
  it('never hides what one queue lacks behind what another has to spare', () => {
    expect(valuesOf(INTERVALS, undefined, 'short')).toEqual([-2, -1.5, 0])
    expect(valuesOf(INTERVALS, undefined, 'spare')).toEqual([2, 0, 0])
    expect(figuresOf(false)).toEqual(['short', 'spare', 'required', 'staffed'])
    expect(figuresOf(true)).toEqual(['net', 'required', 'staffed', 'serviceLevel'])
  })

  it('shows one queue, or the sum of all', () => {
    expect(valuesOf(INTERVALS, 2, 'net')).toEqual([-2, -1, 0])
    expect(valuesOf(INTERVALS, undefined, 'staffed')).toEqual([7, 6.5, 3])
    expect(valuesOf(INTERVALS, undefined, 'serviceLevel')).toEqual([null, null, null])
  })

  it('leaves out intervals in which nobody is needed or there', () => {
    expect(openOf(INTERVALS, 1)).toEqual([true, true, false])
    expect(openOf(INTERVALS, undefined)).toEqual([true, true, true])
  })

  it('is orange below what is needed or promised, blue above', () => {
    expect(strengthOf('net', -2, 4, undefined)).toBe(-0.5)
    expect(strengthOf('serviceLevel', 0.7, 1, 0.8)).toBeCloseTo(-0.7)
    expect(strengthOf('serviceLevel', 0.8, 1, 0.8)).toBe(0)
    expect(strengthOf('serviceLevel', 1, 1, 0.8)).toBeCloseTo(1)
    expect(cellText(formatters('en'), 'net', -1.54)).toBe('-2')
    expect(cellText(formatters('en'), 'serviceLevel', 0.834)).toBe('83')
  })
})
