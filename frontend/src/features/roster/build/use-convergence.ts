import { useEffect, useState } from 'react'
import type { Job } from '@/api/types'
import { added, type Point } from '../model/convergence'

// What was seen of a search, kept while one walks from screen to screen.
const seen = new Map<number, readonly Point[]>()
const KEPT = 8

// Before a first whole roster there is nothing to compare with the bound.
const COMPARABLE = new Set(['improve', 'polish', 'done'])

/** Best value and proven bound of a job over time, as far as this tab has seen them. */
export function useConvergence(job: Job, seconds: number): readonly Point[] {
  const [points, setPoints] = useState(() => seen.get(job.id) ?? [])
  const { id, phase, best, bound } = job
  useEffect(() => {
    if (!COMPARABLE.has(phase)) return
    const next = added(seen.get(id) ?? [], { at: seconds, best, bound })
    seen.delete(id)
    seen.set(id, next)
    for (const oldest of seen.keys()) if (seen.size > KEPT) seen.delete(oldest)
    setPoints(next)
  }, [id, phase, best, bound, seconds])
  return points
}
