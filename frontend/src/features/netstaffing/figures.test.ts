import { describe, expect, it } from 'vitest'
import { formatters } from '@/format'
import { amount, beyondChance, difference, points, share, verdictOf } from './figures'
import { queueOf } from './testing'
import { trouble } from './trouble'

const format = formatters('en')

describe('figures of net staffing', () => {
  it.each([
    ['kept', 0.8, 0.005],
    ['unsure', 0.795, 0.005],
    ['missed', 0.78, 0.005],
    ['missed', 0.79, 0],
  ] as const)('says %s of %f ± 2·%f against 80 %%', (verdict, level, se) => {
    expect(verdictOf(queueOf(1, 'a', level, se))).toBe(verdict)
  })

  it('judges by the formulas where nothing was simulated, and not at all without a goal', () => {
    const queue = { ...queueOf(1, 'a', 0.7), simulated: undefined }
    expect(verdictOf(queue)).toBe('missed')
    expect(verdictOf({ ...queue, target: {} })).toBe('none')
  })

  it('writes every figure with twice its standard error', () => {
    expect(share(format, { value: 0.834, se: 0.003 })).toBe('83.4% ± 0.6')
    expect(points(format, { value: 0.031, se: 0.002 })).toBe('+3.1 ± 0.4')
    expect(points(format, { value: -0.031 })).toBe('-3.1')
    expect(points(format, {})).toBe('–')
    expect(amount(format, { value: 2.4, se: 0.15 })).toBe('+2.4 ± 0.3')
  })

  it('takes both errors into a difference', () => {
    const change = difference({ value: 0.5, se: 0.03 }, { value: 0.6, se: 0.04 })
    expect(change.value).toBeCloseTo(0.1)
    expect(change.se).toBeCloseTo(0.05)
    expect(beyondChance(change)).toBe(false)
    expect(beyondChance({ value: 0.11, se: 0.05 })).toBe(true)
    expect(beyondChance({ value: 0 })).toBe(false)
    expect(difference({}, { value: 1 })).toEqual({})
  })

  it('names groups that are away, and short queues that one group alone can help', () => {
    const group = (name: string, queue: number, presentHours: number) => ({
      name,
      people: 1,
      skills: [{ queueId: queue, level: 1 }],
      presentHours,
      workingHours: 0,
      spareHours: 0,
      byQueue: [],
    })
    const queues = [queueOf(1, 'a', 0.9), queueOf(2, 'b', 0.6)]
    const found = trouble({
      queues,
      groups: [group('x', 1, 5), group('y', 2, 5), group('z', 1, 0)],
    })
    expect(found).toEqual({ away: ['z'], single: ['b'] })
  })
})
