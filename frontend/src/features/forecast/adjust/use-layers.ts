import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Forecast } from '@/api/types'
import { toast } from '@/parts/toast'
import { addDays, todayIn } from '../days'
import { instantOf } from '../instants'
import { useForecastStrings } from '../strings'
import type { Adjustment } from './change'
import { type Act, adjustmentsQuery, scoresQuery, useAct } from './queries'
import { inverseOf, renewed } from './undo'

const STEPS_BACK = 100

/** The adjustments over a forecast, what can be done to them, and how to take it back. */
export function useLayers(forecast: Forecast) {
  const t = useForecastStrings()
  const { from, days, zone, queueId } = forecast
  const clock = '00:00'
  const query = useQuery(
    adjustmentsQuery(
      queueId,
      instantOf({ day: from, clock }, zone),
      instantOf({ day: addDays(from, days), clock }, zone),
    ),
  )
  // scored are days that are over, up to yesterday or the last day forecast
  const yesterday = addDays(todayIn(zone, new Date()), -1)
  const last = addDays(from, days - 1)
  const scores = useQuery(scoresQuery(queueId, from, last < yesterday ? last : yesterday))
  const act = useAct()
  const [back, setBack] = useState<readonly Act[]>([])
  const perform = (one: Act, rest: (made: Adjustment[]) => readonly Act[], done?: () => void) =>
    act.mutate(one, {
      onSuccess: (made) => {
        setBack(renewed(rest(made), one, made).slice(-STEPS_BACK))
        done?.()
      },
    })
  return {
    layers: query.data ?? [],
    scores: scores.data ?? [],
    busy: act.isPending,
    refused: act.error,
    canUndo: back.length > 0,
    act: (one: Act, done?: () => void) =>
      perform(
        one,
        (made) => {
          const inverse = inverseOf(one, made)
          return inverse ? [...back, inverse] : back
        },
        done,
      ),
    undo: () => {
      const last = back.at(-1)
      if (last)
        perform(
          last,
          () => back.slice(0, -1),
          () => toast.done(t('adjust.undone')),
        )
    },
  }
}

export type Layers = ReturnType<typeof useLayers>
