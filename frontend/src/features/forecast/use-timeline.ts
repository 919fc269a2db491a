import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Forecast } from '@/api/types'
import { useLockCurve } from './compare/queries'
import type { Curve } from './curve'
import { addDays, daysBetween } from './days'
import { observedQuery } from './observed'
import { intervalsQuery, totalsQuery } from './queries'
import type { ForecastSearch, Step } from './route'
import { asMade, asPlanned } from './standing'
import { type Overlay, type Timeline, timelineOf } from './timeline'
import { stepFor, usualWindow, type Window, within } from './zoom'

// History is asked for in whole blocks, so that moving about asks seldom.
const BLOCKS = [4, 8, 13, 26, 52, 104, 156]

/** What of a forecast is in sight, and how fine. */
export interface Sight {
  readonly window: Window
  readonly step: Step
  readonly measure: NonNullable<ForecastSearch['measure']>
  /** First day with history, and last day forecast. */
  readonly all: Window
}

/** What the address says is in sight, and the history that this needs. */
export function sightOf(forecast: Pick<Forecast, 'from' | 'days'>, search: ForecastSearch): Sight {
  const usual = usualWindow(forecast.from, forecast.days)
  const asked = { from: search.from ?? usual.from, to: search.to ?? usual.to }
  const weeks = Math.ceil(daysBetween(asked.from, forecast.from) / 7)
  const block = BLOCKS.find((one) => one > weeks) ?? BLOCKS.at(-1) ?? 0
  const all = {
    from: addDays(forecast.from, -7 * block),
    to: addDays(forecast.from, forecast.days - 1),
  }
  const window = within(asked.from <= asked.to ? asked : usual, all)
  return {
    window,
    step: search.step ?? stepFor(window),
    measure: search.measure ?? 'contacts',
    all,
  }
}

/** The figures of a forecast, of what happened, and of what is laid over, on one axis. */
export function useTimeline(
  forecast: Forecast,
  search: ForecastSearch,
  ghosts?: readonly Overlay[],
) {
  const sight = sightOf(forecast, search)
  const { step, measure, all } = sight
  const { past, with: other, lock } = search
  const intervals = useQuery(intervalsQuery(forecast.id))
  const totals = useQuery(totalsQuery(forecast.id))
  const observed = useQuery(observedQuery(forecast.queueId, all.from, all.to))
  const pasts = useQueries({
    queries: (past ?? []).map((weeks) => {
      const back = (day: string) => addDays(day, -7 * weeks)
      return observedQuery(forecast.queueId, back(all.from), back(all.to))
    }),
    combine: (answers) => answers.map(({ data }) => data),
  })
  const run = useQuery({ ...intervalsQuery(other ?? 0), enabled: other !== undefined })
  const locked = useLockCurve(lock)
  const planned = useMemo(
    () => (intervals.data ? asPlanned(intervals.data) : undefined),
    [intervals.data],
  )
  const overlays = useMemo((): Overlay[] => {
    const found: Overlay[] = []
    const lay = (kind: Overlay['kind'], curve: Curve | undefined, id?: number, tone = 0) => {
      if (curve) found.push({ kind, id, tone, curve })
    }
    ;(past ?? []).forEach((weeks, i) => {
      lay('past', pasts[i], weeks, i)
    })
    if (other !== undefined) lay('run', run.data && asPlanned(run.data), other)
    if (lock !== undefined) lay('lock', locked.curve, lock)
    if (intervals.data?.adjustments.length) lay('unadjusted', asMade(intervals.data))
    return found
  }, [past, pasts, other, run.data, lock, locked.curve, intervals.data])
  const timeline = useMemo((): Timeline | undefined => {
    if (!intervals.data || !planned || !totals.data) return undefined
    return timelineOf(step, {
      measure,
      forecast: planned,
      bands: intervals.data.bands,
      totals: totals.data,
      observed: observed.data,
      overlays: ghosts ? [...overlays, ...ghosts] : overlays,
      from: all.from,
    })
  }, [
    step,
    measure,
    intervals.data,
    planned,
    totals.data,
    observed.data,
    overlays,
    ghosts,
    all.from,
  ])
  const failed = [intervals, totals, observed, run, locked.query].find(({ isError }) => isError)
  return { sight, timeline, planned, error: failed?.error, retry: () => void failed?.refetch() }
}
