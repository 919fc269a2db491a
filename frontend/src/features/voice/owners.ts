import type { Reason, Terms } from './queries'

/** Which goal a reason serves follows from what lies behind it (002-10). */
export const GOAL_OF = {
  design: 'prevent',
  defect: 'prevent',
  expectation: 'prevent',
  process: 'solve_fast',
  knowledge: 'solve_fast',
  authority: 'solve_fast',
  need: 'most_satisfied',
} as const satisfies Record<Reason['driver'], string>

export const DRIVERS = Object.keys(GOAL_OF) as Reason['driver'][]

type Departments = Terms['departments']

/** The department that answers for a reason itself; undefined: none. */
export function ownOwner(departments: Departments, reason: number): string | undefined {
  return departments.find(({ reasons = [] }) => reasons.includes(reason))?.name
}

/** The department that answers for a reason: its own, or that of the nearest reason above it. */
export function ownerOf(
  departments: Departments,
  reasons: readonly Reason[],
  reason: number,
): string | undefined {
  let at: Reason | undefined = reasons.find(({ id }) => id === reason)
  for (let steps = 0; at && steps <= reasons.length; steps++) {
    const owner = ownOwner(departments, at.id)
    if (owner) return owner
    const above: number = at.parentId
    at = reasons.find(({ id }) => id === above)
  }
  return undefined
}

/** Departments with a reason given to one of them, or to none. */
export function given(departments: Departments, reason: number, owner: string): Departments {
  return departments.map(({ reasons = [], ...one }) => {
    const others = reasons.filter((id) => id !== reason)
    return { ...one, reasons: one.name === owner ? [...others, reason] : others }
  })
}
