import type { ServiceGoal } from '@/api/types'
import { type Maybe, percentage, ratio } from '@/parts/inputs/numbers'

/** What the fields of a category of shrinkage hold: the share in percent. */
export interface CategoryValues {
  name: string
  share: Maybe
  inOffice: boolean
  planned: boolean
}

/** A category that nothing is said of yet. */
export function blankCategory(): CategoryValues {
  return { name: '', share: '', inOffice: false, planned: false }
}

export function categoryValues(list: ServiceGoal['shrinkage']): CategoryValues[] {
  return (list ?? []).map((one) => ({ ...one, share: percentage(one.share) }))
}

/** The list to send; nothing where the two shares hold. */
export function categoryFields(list: readonly CategoryValues[]): ServiceGoal['shrinkage'] {
  if (list.length === 0) return undefined
  return list.map((one) => ({ ...one, share: ratio(one.share) ?? 0 }))
}

interface Shared {
  readonly share: number
  readonly inOffice: boolean
  readonly planned: boolean
}

/**
 * What categories take together. Shares of the same time add; time in the office
 * is what absence leaves, so the two kinds multiply.
 */
export function lostTo(list: readonly Shared[]) {
  const sum = (of: (one: Shared) => boolean) =>
    list.reduce((total, one) => total + (of(one) ? one.share : 0), 0)
  const inside = sum((one) => one.inOffice)
  const outside = sum((one) => !one.inOffice)
  const leave = sum((one) => !one.inOffice && one.planned)
  const available = (1 - inside) * (1 - outside)
  return { inside, outside, all: 1 - available, rostered: 1 - available / (1 - leave) }
}
