import { describe, expect, it } from 'vitest'
import { sightOf } from './use-timeline'
import { lengthOf, moved, stepFor, usualWindow, within } from './zoom'

const window = (from: string, to: string) => ({ from, to })

describe('how fine a window is drawn', () => {
  it.each([
    ['2026-11-23', '2026-11-23', 'interval'],
    ['2026-11-16', '2026-11-29', 'interval'],
    ['2026-11-01', '2026-11-30', 'day'],
    ['2026-05-01', '2026-10-30', 'day'],
    ['2026-01-01', '2026-12-31', 'week'],
  ])('from %s to %s by %s', (from, to, want) => {
    expect(stepFor({ from, to })).toBe(want)
  })
})

describe('a window', () => {
  const two = window('2026-11-16', '2026-11-29')

  it('moves by half its length', () => {
    expect(moved(two, 'later')).toEqual(window('2026-11-23', '2026-12-06'))
    expect(moved(two, 'earlier')).toEqual(window('2026-11-09', '2026-11-22'))
    expect(moved(window('2026-11-16', '2026-11-16'), 'later').from).toBe('2026-11-17')
  })

  it('grows and shrinks about its middle, by steps that lead back', () => {
    expect(moved(two, 'closer')).toEqual(window('2026-11-19', '2026-11-25'))
    expect(lengthOf(moved(two, 'wider'))).toBe(21)
    expect(lengthOf(moved(moved(two, 'wider'), 'closer'))).toBe(14)
  })

  it('never shrinks below a day', () => {
    const day = window('2026-11-16', '2026-11-16')
    expect(moved(day, 'closer')).toEqual(day)
  })

  it('is pushed into what there is and keeps its length', () => {
    const all = window('2026-11-01', '2026-11-30')
    expect(within(window('2026-11-25', '2026-12-04'), all)).toEqual(
      window('2026-11-21', '2026-11-30'),
    )
    expect(within(window('2026-10-25', '2026-11-03'), all)).toEqual(
      window('2026-11-01', '2026-11-10'),
    )
    expect(within(window('2026-01-01', '2026-12-31'), all)).toEqual(all)
  })

  it('is at first the week before the forecast and its first week', () => {
    expect(usualWindow('2026-11-23', 28)).toEqual(window('2026-11-16', '2026-11-29'))
    expect(usualWindow('2026-11-23', 3)).toEqual(window('2026-11-16', '2026-11-25'))
  })
})

describe('what is in sight', () => {
  const forecast = { from: '2026-11-23', days: 28 }

  it('asks for history in blocks, four weeks at first', () => {
    expect(sightOf(forecast, {}).all).toEqual(window('2026-10-26', '2026-12-20'))
    const far = sightOf(forecast, { from: '2026-08-01', to: '2026-09-30' })
    expect(far.all.from).toBe('2026-05-25')
    expect(far.step).toBe('day')
  })

  it('keeps the step that somebody pinned', () => {
    expect(sightOf(forecast, { from: '2026-08-01', to: '2026-09-30', step: 'week' }).step).toBe(
      'week',
    )
  })

  it('does not turn over where the address has its days the wrong way round', () => {
    const turned = sightOf(forecast, { from: '2026-12-01', to: '2026-11-01' })
    expect(turned.window).toEqual(usualWindow('2026-11-23', 28))
  })
})
