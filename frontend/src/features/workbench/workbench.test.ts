import { describe, expect, it } from 'vitest'
import { read, write } from './address'
import {
  type Bench,
  type ErlangSetting,
  keeps,
  problemOf,
  settingOf,
  USUAL,
  withAtOnce,
} from './bench'
import { nearest } from './curve-lines'
import type { ErlangSolution } from './queries'
import { rangeOf } from './range'

const FULL: Bench = {
  volume: 61.5,
  minutes: 15,
  aht: 300,
  agents: 21,
  patience: 90,
  kind: 'lognormal',
  shape: 1.4,
  lines: 40,
  redial: 0.25,
  threshold: 30,
  variant: 'sl_ab_as_ok',
  find: 'patience',
  goals: {
    service_level: 0.85,
    asa: 12,
    abandonment: 0.03,
    occupancy: 0.9,
    waiting: 0.4,
    blocking: 0.01,
    lost: 0.02,
  },
}

describe('the address of a setting', () => {
  it.each([
    ['everything', FULL],
    ['the usual', USUAL],
    ['chats', withAtOnce(USUAL, 3)],
    [
      'Erlang B',
      { ...USUAL, noQueue: true as const, patience: undefined, find: undefined, goals: {} },
    ],
  ])('carries %s there and back', (_, bench) => {
    expect(read(write(bench))).toEqual(bench)
  })

  it('needs no sign that a link would have to escape', () => {
    expect(write(FULL)).toMatch(/^[a-z0-9._-]+$/)
  })

  it.each([undefined, '', 'nonsense', 'volume-much_find-fame_variant-nice', 'volume--5'])(
    'reads %s as the usual numbers',
    (text) => {
      const { volume, minutes, aht, agents, variant } = read(text)
      expect({ volume, minutes, aht, agents, variant }).toEqual({
        volume: 120,
        minutes: 30,
        aht: 240,
        agents: 18,
        variant: 'sl_excl_short',
      })
    },
  )
})

describe('what is asked of the server', () => {
  it('has the promises only where they decide something', () => {
    expect(problemOf(USUAL).goals).toEqual([{ measure: 'service_level', target: 0.8 }])
    expect(problemOf({ ...USUAL, find: undefined })).not.toHaveProperty('goals.0')
  })

  it('has no lines where nobody can wait, and a shape only of the kinds that have one', () => {
    expect(settingOf({ ...FULL, noQueue: true }).lines).toBeUndefined()
    expect(settingOf({ ...FULL, kind: 'fixed' }).patienceShape).toBeUndefined()
    expect(
      settingOf({ ...FULL, patience: undefined, find: undefined }).patienceKind,
    ).toBeUndefined()
  })

  it('has some patience to begin with where patience is looked for', () => {
    expect(settingOf({ ...FULL, patience: undefined }).patienceS).toBe(300)
  })
})

describe('a promise', () => {
  it('of a service level is a least, of anything else a most', () => {
    expect(keeps('service_level', 0.8, 0.8)).toBe(true)
    expect(keeps('service_level', 0.79, 0.8)).toBe(false)
    expect(keeps('abandonment', 0.05, 0.05)).toBe(true)
    expect(keeps('asa', 21, 20)).toBe(false)
    expect(keeps('asa', undefined, 20)).toBe(false)
  })
})

describe('the stretch of a curve', () => {
  const setting = { ...settingOf(USUAL), agents: 17.2 } as ErlangSetting
  const solution = { setting } as ErlangSolution

  it('is of people around those found, never more than there are lines', () => {
    expect(rangeOf('agents', [solution])).toEqual({ from: 4, to: 31 })
    expect(rangeOf('agents', [{ ...solution, setting: { ...setting, lines: 20 } }])?.to).toBe(20)
  })

  it('of lines begins at the agents', () => {
    expect(rangeOf('lines', [solution])?.from).toBe(18)
  })

  it('covers both of two settings, and is none without an answer', () => {
    const other = { setting: { ...setting, agents: 40 } } as ErlangSolution
    expect(rangeOf('agents', [solution, other])).toEqual({ from: 4, to: 59 })
    expect(rangeOf('volume', [])).toBeUndefined()
  })

  it('knows the place of a setting: a requirement of 17.2 people is at 18', () => {
    expect(nearest([16, 17, 18, 19], 'agents', setting)).toBe(2)
    expect(nearest([], 'agents', setting)).toBeUndefined()
    expect(nearest([1, 2], 'lines', setting)).toBeUndefined()
  })
})

describe('contacts at once', () => {
  it('take longer with each more, and leave out what nobody knows beside them', () => {
    const bench = withAtOnce({ ...FULL, find: 'lines', growth: 0.5 }, 3)
    expect(settingOf(bench)).toMatchObject({ ahtS: 300, concurrencyAhtS: [300, 450, 600] })
    expect(settingOf(bench)).toMatchObject({ lines: undefined, redial: undefined })
    expect(bench).toMatchObject({ find: 'agents', kind: undefined, patience: 90 })
  })

  it('are none when there is one', () => {
    const bench = withAtOnce(withAtOnce(USUAL, 4), 1)
    expect(bench).toEqual(USUAL)
    expect(settingOf(bench).concurrencyAhtS).toBeUndefined()
  })
})
