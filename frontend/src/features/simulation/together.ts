import type { Requirement } from '@/api/types'

/** The newest requirement of every queue, of those that begin with the newest of all. */
export function together(here: readonly Requirement[]): number[] {
  const seen = new Set<number>()
  return here.flatMap(({ id, from, queueId }) => {
    if (from !== here[0]?.from || seen.has(queueId)) return []
    seen.add(queueId)
    return [id]
  })
}
