import { useState } from 'react'
import { fieldsOf } from './draft'
import type { CapacityPlan, CapacityPlanFields } from './queries'

const STEPS = 100

/** A plan as it is being edited. */
export interface Draft {
  readonly fields: CapacityPlanFields
  /** Something differs from what is saved. */
  readonly changed: boolean
  readonly change: (edit: (fields: CapacityPlanFields) => CapacityPlanFields) => void
  readonly undo: () => void
  readonly discard: () => void
}

/** Holds the edits of a plan until they are saved; a newer version of the plan replaces them. */
export function useDraft(plan: CapacityPlan): Draft {
  const [state, setState] = useState<{ version: number; past: CapacityPlanFields[] }>({
    version: plan.version,
    past: [],
  })
  const past = state.version === plan.version ? state.past : []
  const fields = past.at(-1) ?? fieldsOf(plan)
  const set = (next: CapacityPlanFields[]) => setState({ version: plan.version, past: next })
  return {
    fields,
    changed: past.length > 0,
    change: (edit) =>
      setState((old) => {
        const before = old.version === plan.version ? old.past : []
        const next = edit(before.at(-1) ?? fieldsOf(plan))
        return { version: plan.version, past: [...before, next].slice(-STEPS) }
      }),
    undo: () => set(past.slice(0, -1)),
    discard: () => set([]),
  }
}
