import type { Forecast, Queue, Requirement } from '@/api/types'
import { addDays } from '@/features/forecast/days'
import type { Maybe } from '@/parts/inputs/numbers'
import type { RequirementOrder } from './queries'

/** What the form holds of work that may wait: a backlog by age, and live work beside. */
export interface WaitingValues {
  readonly ages: readonly { readonly contacts: Maybe; readonly hours: Maybe }[]
  readonly beside: readonly number[]
}

export const nothingWaits: WaitingValues = { ages: [], beside: [] }

export function blankAge(): WaitingValues['ages'][number] {
  return { contacts: '', hours: '' }
}

/** The fields of the order; rows without contacts say nothing. */
export function waitingFields({
  ages,
  beside,
}: WaitingValues): Pick<RequirementOrder, 'backlog' | 'beside'> {
  const backlog = ages
    .filter(({ contacts }) => Number(contacts) > 0)
    .map(({ contacts, hours }) => ({ contacts: Number(contacts), ageS: 3600 * Number(hours) }))
  return {
    backlog: backlog.length > 0 ? backlog : undefined,
    beside: beside.length > 0 ? [...beside] : undefined,
  }
}

/** The newest requirement of every other queue whose live work the people of a forecast could do. */
export function besides(
  all: readonly Requirement[],
  queue: Queue,
  { from, days }: Forecast,
): Requirement[] {
  const found = new Map<number, Requirement>()
  for (const one of all) {
    const holds = one.from <= from && addDays(from, days) <= addDays(one.from, one.days)
    if (
      !one.deferred &&
      one.siteId === queue.siteId &&
      one.queueId !== queue.id &&
      one.intervalMin === queue.intervalMin &&
      holds &&
      !found.has(one.queueId)
    ) {
      found.set(one.queueId, one)
    }
  }
  return [...found.values()]
}

/** The newest requirement of the queue that ends on the day before a forecast begins. */
export function predecessor(
  all: readonly Requirement[],
  queue: Queue,
  { from }: Forecast,
): Requirement | undefined {
  return all.find(
    (one) => one.deferred && one.queueId === queue.id && addDays(one.from, one.days) === from,
  )
}
