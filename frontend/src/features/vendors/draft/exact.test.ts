import { describe, expect, it } from 'vitest'
import { shifted, unreadable } from './exact'

describe('a share as a percentage', () => {
  it.each([
    ['0.12', '12'],
    ['0.125', '12.5'],
    ['1', '100'],
    ['1.5', '150'],
    ['0', '0'],
    ['-0.05', '-5'],
    ['0.0001', '0.01'],
    ['0.1234567890123456789', '12.34567890123456789'],
  ])('%s is %s %% and back', (ratio, percent) => {
    expect(shifted(ratio, 2)).toBe(percent)
    expect(shifted(percent, -2)).toBe(ratio)
  })

  it('leaves what is no number as it was typed', () => {
    expect(shifted('12a', -2)).toBe('12a')
    expect(shifted('', 2)).toBe('')
    expect(shifted('12.', -2)).toBe('0.12')
  })
})

describe('numbers of terms', () => {
  const terms = {
    from: '2026-01-01',
    currency: 'CNY',
    rates: [{ code: 'call', unit: '', bands: [{ from: '0', price: '3.95' }] }],
    atRisk: { share: '0.12', pool: '1.5', byShare: false },
    disputeDays: 10,
  }
  it('are read wherever they stand', () => {
    expect(unreadable(terms)).toBe(0)
    expect(unreadable({ ...terms, atRisk: { share: '', pool: '1,5', byShare: false } })).toBe(2)
    expect(unreadable({ ...terms, rates: [{ bands: [{ from: 'x', price: '1' }] }] })).toBe(1)
  })
})
