import { expect, it } from 'vitest'
import { given, ownerOf } from './owners'
import type { Reason } from './queries'

const reason = (id: number, parentId: number): Reason => ({
  ...{ id, parentId, version: 1, code: `R${id}`, name: `Reason ${id}`, nameZh: '' },
  ...{ driver: 'defect', words: [], retired: false },
})
const REASONS = [reason(1, 0), reason(2, 1), reason(3, 2), reason(4, 0)]
const DEPARTMENTS = [
  { name: 'Payments', head: 'Liu', reasons: [1] },
  { name: 'Logistics', head: '', reasons: [3] },
]

// 003-21: who answers for a reason
it('is the department of the reason, else of the nearest above it', () => {
  const owners = REASONS.map(({ id }) => ownerOf(DEPARTMENTS, REASONS, id))
  expect(owners).toEqual(['Payments', 'Payments', 'Logistics', undefined])
})

it('gives a reason to one department and takes it from the other', () => {
  expect(given(DEPARTMENTS, 3, 'Payments').map(({ reasons }) => reasons)).toEqual([[1, 3], []])
  expect(given(DEPARTMENTS, 1, '').map(({ reasons }) => reasons)).toEqual([[], [3]])
})
