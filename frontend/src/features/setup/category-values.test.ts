import { describe, expect, it } from 'vitest'
import { categoryFields, categoryValues, lostTo } from './category-values'

const DOCS = [
  { name: 'Leave', share: 0.12, inOffice: false, planned: true },
  { name: 'Sickness', share: 0.08, inOffice: false, planned: false },
  { name: 'Coaching', share: 0.06, inOffice: true, planned: true },
  { name: 'System trouble', share: 0.04, inOffice: true, planned: false },
]

describe('shrinkage by category', () => {
  it('adds shares of the same time and multiplies the two kinds', () => {
    const lost = lostTo(DOCS)
    expect(lost.inside).toBeCloseTo(0.1)
    expect(lost.outside).toBeCloseTo(0.2)
    expect(lost.all).toBeCloseTo(0.28)
    // 72 of the 88 on the roster are available
    expect(lost.rostered).toBeCloseTo(1 - 72 / 88)
  })

  it('survives the form, shares in percent there', () => {
    const values = categoryValues(DOCS)
    expect(values.map((one) => one.share)).toEqual([12, 8, 6, 4])
    expect(categoryFields(values)).toEqual(DOCS)
  })

  it('sends nothing where the two shares hold', () => {
    expect(categoryFields(categoryValues(undefined))).toBeUndefined()
  })
})
