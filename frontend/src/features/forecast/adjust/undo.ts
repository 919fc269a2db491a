import type { Adjustment } from './change'
import { type Act, fieldsOf } from './queries'

/**
 * What takes an act back, given what came of it. An adjustment that was
 * withdrawn stays so; taking that back makes the same one anew.
 */
export function inverseOf(act: Act, made: readonly Adjustment[]): Act | undefined {
  if (act.do === 'make') return made.length > 0 ? { do: 'withdraw', of: made } : undefined
  if (act.do === 'edit') {
    const [now] = made
    return now && { do: 'edit', of: now, fields: fieldsOf(act.of) }
  }
  const [first] = act.of
  if (!first) return undefined
  const queueIds = act.of.map(({ queueId }) => queueId)
  return { do: 'make', queueIds, fields: fieldsOf(first), insteadOf: act.of }
}

/** Puts what an act produced into the acts that still know an older state of it. */
export function renewed(acts: readonly Act[], act: Act, made: readonly Adjustment[]): Act[] {
  const instead = act.do === 'make' ? (act.insteadOf ?? []) : []
  const now = (one: Adjustment): Adjustment =>
    made.find(({ id }) => id === one.id) ??
    made[instead.findIndex(({ id }) => id === one.id)] ??
    one
  return acts.map((old) => {
    if (old.do === 'edit') return { ...old, of: now(old.of) }
    return old.do === 'withdraw' ? { ...old, of: old.of.map(now) } : old
  })
}
