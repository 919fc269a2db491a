import { useState } from 'react'
import { useUnsaved } from '@/parts/unsaved'
import { fieldsOf } from './draft'
import type { CapacityPlan, CapacityPlanFields } from './queries'

const STEPS = 100

/** A plan as it is being edited. */
export interface Draft {
  /** The version of the plan that the edits began with. */
  readonly version: number
  readonly fields: CapacityPlanFields
  /** Something differs from what is saved. */
  readonly changed: boolean
  readonly change: (edit: (fields: CapacityPlanFields) => CapacityPlanFields) => void
  readonly undo: () => void
  readonly discard: () => void
}

interface State {
  readonly version: number
  readonly past: readonly CapacityPlanFields[]
}

/**
 * Holds the edits of a plan until they are saved or discarded. Should somebody else
 * save the plan meanwhile, the edits stay those of the version that they began with.
 */
export function useDraft(plan: CapacityPlan): Draft {
  const [state, setState] = useState<State>({ version: plan.version, past: [] })
  const { past } = state
  const changed = past.length > 0
  useUnsaved(changed)
  return {
    version: changed ? state.version : plan.version,
    fields: past.at(-1) ?? fieldsOf(plan),
    changed,
    change: (edit) =>
      setState((old) => ({
        version: old.past.length > 0 ? old.version : plan.version,
        past: [...old.past, edit(old.past.at(-1) ?? fieldsOf(plan))].slice(-STEPS),
      })),
    undo: () => setState((old) => ({ ...old, past: old.past.slice(0, -1) })),
    discard: () => setState({ version: plan.version, past: [] }),
  }
}
