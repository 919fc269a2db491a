import { describe, expect, it } from 'vitest'
import type { Adjustment } from './change'
import { fieldsOf } from './queries'
import { inverseOf, renewed } from './undo'

const one = (id: number, more: Partial<Adjustment> = {}): Adjustment => ({
  id,
  version: 1,
  queueId: 4,
  measure: 'contacts',
  operation: 'multiply',
  value: 1.2,
  from: '2026-11-23T00:00:00Z',
  to: '2026-11-24T00:00:00Z',
  type: 'campaign',
  reason: 'Mailing',
  active: true,
  withdrawn: false,
  createdAt: '2026-11-20T00:00:00Z',
  createdBy: 1,
  createdByName: 'Li Na',
  changedAt: '2026-11-20T00:00:00Z',
  changedBy: 1,
  changedByName: 'Li Na',
  ...more,
})

describe('taking back', () => {
  it('what was made withdraws it, from every queue', () => {
    const made = [one(1), one(2, { queueId: 5 })]
    const act = { do: 'make' as const, queueIds: [4, 5], fields: fieldsOf(one(1)) }
    expect(inverseOf(act, made)).toEqual({ do: 'withdraw', of: made })
  })

  it('an edit puts the old fields over the new version', () => {
    const act = { do: 'edit' as const, of: one(1), fields: fieldsOf(one(1, { value: 2 })) }
    const now = one(1, { version: 2, value: 2 })
    expect(inverseOf(act, [now])).toEqual({ do: 'edit', of: now, fields: fieldsOf(one(1)) })
  })

  it('a withdrawal makes the same anew', () => {
    const act = { do: 'withdraw' as const, of: [one(1)] }
    expect(inverseOf(act, [])).toMatchObject({ do: 'make', queueIds: [4], fields: { value: 1.2 } })
  })

  it('nothing is not possible', () => {
    expect(inverseOf({ do: 'withdraw', of: [] }, [])).toBeUndefined()
  })
})

describe('acts that wait to be taken back', () => {
  const edit = { do: 'edit' as const, of: one(1), fields: fieldsOf(one(1)) }

  it('know the version that a later act produced', () => {
    const now = one(1, { version: 3 })
    expect(renewed([edit], { ...edit }, [now])).toEqual([{ ...edit, of: now }])
  })

  it('are of the adjustment made in the place of a withdrawn one', () => {
    const back = inverseOf({ do: 'withdraw', of: [one(1)] }, [])
    if (!back) throw new Error('a withdrawal can be taken back')
    expect(renewed([edit], back, [one(9)])).toEqual([{ ...edit, of: one(9) }])
  })

  it('are left alone by acts on others', () => {
    expect(renewed([edit], { do: 'withdraw', of: [one(2)] }, [])).toEqual([edit])
  })
})
