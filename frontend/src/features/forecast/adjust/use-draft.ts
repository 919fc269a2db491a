import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Forecast } from '@/api/types'
import type { Curve, Measure } from '../curve'
import { intervalsQuery } from '../queries'
import { asPlanned } from '../standing'
import type { Overlay, Timeline } from '../timeline'
import { type Draft, drafted, type Effect, effectOf, valueFor } from './draft'
import { markOf, markOver, resized, spanUnder } from './mark'

/** The change that is being drawn or typed, before it is an adjustment. */
export interface Drafting {
  readonly draft: Draft | undefined
  /** What it does to what it covers. */
  readonly effect: Effect | undefined
  /** What would come of it; absent while it changes nothing. */
  readonly ghost: Overlay | undefined
  /** What the chart multiplies the marked places by. */
  readonly factor: number
  readonly set: (draft: Draft) => void
  readonly clear: () => void
  readonly mark: (timeline: Timeline, a: number, b: number) => void
  readonly markIn: (timeline: Timeline) => ReturnType<typeof markOver>
  /** Makes the stretch so many times what it was, in the terms of the operation chosen. */
  readonly lift: (factor: number) => void
  readonly resize: (timeline: Timeline, end: 'from' | 'to', places: number) => void
}

/** Keeps the draft of an adjustment of a forecast as it stands. */
export function useDraft(forecast: Pick<Forecast, 'id'>, measure: Measure): Drafting {
  const { data: intervals } = useQuery(intervalsQuery(forecast.id))
  const curve = useMemo(() => intervals && asPlanned(intervals), [intervals])
  const [draft, setDraft] = useState<Draft>()
  const effect = useMemo(() => curve && draft && effectOf(curve, draft), [curve, draft])
  const ghost = useMemo((): Overlay | undefined => {
    if (!curve || !draft || !effect || effect.after === effect.before) return undefined
    return { kind: 'ghost', curve: around(drafted(curve, draft), draft) }
  }, [curve, draft, effect])
  const over = ([from, to]: readonly [number, number]) =>
    setDraft((old) => {
      const fresh: Draft = {
        measure: measure === 'handle_time' ? 'handle_time' : 'contacts',
        operation: 'multiply',
        value: 1,
        from,
        to,
      }
      // a factor holds for a longer stretch too; a number of contacts would not
      return old?.operation === 'multiply' ? { ...old, from, to } : fresh
    })
  return {
    draft,
    effect,
    ghost,
    factor: 1 + (effect?.change ?? 0),
    set: setDraft,
    clear: () => setDraft(undefined),
    mark: (timeline, a, b) => {
      const mark = markOf(timeline, a, b)
      const span = mark && spanUnder(timeline, mark)
      if (span) over(span)
    },
    markIn: (timeline) => (draft ? markOver(timeline, [draft.from, draft.to]) : undefined),
    lift: (factor) => {
      if (!draft || !effect) return
      const multiplied: Draft = { ...draft, operation: 'multiply', value: factor }
      const wanted = { ...effect, after: effect.before * factor }
      const value = draft.operation === 'multiply' ? factor : valueFor(draft.operation, wanted)
      setDraft({ ...multiplied, operation: draft.operation, value })
    },
    resize: (timeline, end, places) => {
      const count = curve?.start.length ?? 0
      if (!draft || places === 0) return
      const span = markOver(timeline, [draft.from, draft.to])
      const edge = span && timeline.places[(end === 'from' ? span.first : span.last) + places]
      const to = edge?.span?.[end === 'from' ? 0 : 1]
      const now = end === 'from' ? draft.from : draft.to
      if (to !== undefined) over(resized([draft.from, draft.to], end, to - now, count))
    },
  }
}

/** The part of a curve that a draft changes, with an interval on either side to join it to the rest. */
function around({ start, contacts, aht }: Curve, { from, to }: Draft): Curve {
  const [first, end] = [Math.max(0, from - 1), to + 1]
  return {
    start: start.slice(first, end),
    contacts: contacts.slice(first, end),
    aht: aht?.slice(first, end),
  }
}
