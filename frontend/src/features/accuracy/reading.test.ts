import { describe, expect, it } from 'vitest'
import type { AccuracyScore } from '@/api/types'
import {
  bandNear,
  readBias,
  readCoverage,
  readMase,
  readValue,
  stepsOf,
  whyUndefined,
} from './reading'

const score = (over: Partial<AccuracyScore>): AccuracyScore => ({
  ...{ n: 100, days: 10, rehearsedDays: 0, adjustedDays: 2, contacts: 5000, coverage: [] },
  ...over,
})

describe('what a figure means', () => {
  it.each([
    [0, 'ok', 'straight'],
    [-0.02, 'ok', 'straight'],
    [0.04, 'warn', 'high'],
    [-0.09, 'bad', 'low'],
  ])('a bias of %d: %s, %s', (bias, standing, key) => {
    expect(readBias(bias)).toEqual({ standing, key })
  })

  it.each([
    [0.7, 'better'],
    [1, 'same'],
    [1.3, 'worse'],
  ])('a MASE of %d: %s', (mase, key) => {
    expect(readMase(mase).key).toBe(key)
  })

  it.each([
    [0.8, 0.81, 56, 'honest'],
    [0.8, 0.7, 14, 'honest'], // a fortnight is too short to blame the bands
    [0.8, 0.6, 56, 'narrow'],
    [0.8, 0.95, 56, 'wide'],
    [0.95, 0.999, 5000, 'wide'],
  ])('a band of %d that held %d of %i days: %s', (level, share, days, key) => {
    expect(readCoverage(level, share, days).key).toBe(key)
  })

  it.each([
    [0.03, 'gain'],
    [-0.03, 'loss'],
    [0.0001, 'none'],
  ])('a value of %d: %s', (value, key) => {
    expect(readValue(value).key).toBe(key)
  })
})

describe('a figure without a value', () => {
  it.each([
    [{ n: 0, contacts: 0 }, 'share', 'nothing'],
    [{ n: 20, contacts: 0 }, 'share', 'noContacts'],
    [{ n: 20, contacts: 9 }, 'naive', 'noNaive'],
    [{ n: 20, contacts: 9 }, 'mase', 'noScale'],
    [{ n: 20, contacts: 9 }, 'day', 'noDays'],
  ] as const)('of %j, %s, says why: %s', (of, figure, want) => {
    expect(whyUndefined(of, figure)).toBe(want)
  })
})

describe('forecast value added', () => {
  it('goes from last week over the model to the planner', () => {
    const full = { naiveWape: 0.1, wape: 0.06, modelValue: 0.04, plannerWape: 0.07 }
    expect(stepsOf(score({ ...full, plannerValue: -0.01 }))).toEqual([
      { key: 'naive', wape: 0.1 },
      { key: 'model', wape: 0.06, gain: 0.04 },
      { key: 'planner', wape: 0.07, gain: -0.01 },
    ])
  })

  it('leaves out planners who changed nothing, and what is not known', () => {
    expect(stepsOf(score({ wape: 0.06, plannerWape: 0.06, adjustedDays: 0 }))).toEqual([
      { key: 'model', wape: 0.06, gain: undefined },
    ])
    expect(stepsOf(score({}))).toEqual([])
  })

  it('shows the band nearest to the usual level', () => {
    const bands = [0.5, 0.95, 0.8].map((level) => ({ level, share: level, n: 9 }))
    expect(bandNear(bands, 0.8)?.level).toBe(0.8)
    expect(bandNear([], 0.8)).toBeUndefined()
  })
})
