import { useEffect, useRef, useState } from 'react'
import type { Span } from '@/parts/plot/picture'
import type { Range } from '../range'
import type { Place } from '../timeline'
import { whole } from './span'

const SETTLE_MS = 250
const SNAP_MS = 400

/**
 * What is in sight while it is moved: followed at once on the chart, told when it
 * has settled. A range or places from outside take its place.
 */
export function useSpan(
  range: Range,
  places: readonly Place[],
  onRange: (first: number, last: number) => void,
) {
  const [first, last] = range
  const [base, setBase] = useState({ first, last, places })
  const [moving, setMoving] = useState<Span>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const tell = useRef(onRange)
  useEffect(() => {
    tell.current = onRange
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  const same = base.first === first && base.last === last && base.places === places
  if (!same) {
    setBase({ first, last, places })
    setMoving(undefined)
  }
  const span: Span = (same ? moving : undefined) ?? range
  const settle = (at: Span) => {
    clearTimeout(timer.current)
    tell.current(...whole(at))
    // where the range stays what it was, nothing else brings the picture back to it
    timer.current = setTimeout(() => setMoving(undefined), SNAP_MS)
  }
  return {
    span,
    /** Follows a pointer that is held: told by settle, when it is let go. */
    follow: setMoving,
    settle,
    /** Takes one of many small steps, such as a wheel's: told when no more come. */
    step: (at: Span) => {
      setMoving(at)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => settle(at), SETTLE_MS)
    },
  }
}

export type SpanControl = ReturnType<typeof useSpan>
