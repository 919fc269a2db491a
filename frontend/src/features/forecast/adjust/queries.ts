import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { all, api, body, idempotencyKey, ifMatch } from '@/api/client'
import type { components } from '@/api/schema'
import type { Adjustment, AdjustmentFields } from './change'

/** The adjustments of a queue that touch a range of time, the oldest first: in the order they are laid. */
export function adjustmentsQuery(queue: number, from: string, to: string) {
  return queryOptions({
    queryKey: ['adjustments', queue, from, to],
    queryFn: async () => {
      const query = { queue: [queue], from, to, limit: 200 }
      const found = await all((cursor) =>
        api.GET('/adjustments', { params: { query: { ...query, cursor } } }),
      )
      return found.filter(({ withdrawn }) => !withdrawn).toReversed()
    },
  })
}

/** One thing done to adjustments. */
export type Act =
  | {
      readonly do: 'make'
      readonly queueIds: number[]
      readonly fields: AdjustmentFields
      /** Withdrawn ones that these stand in for, in the order of the queues. */
      readonly insteadOf?: readonly Adjustment[]
    }
  | { readonly do: 'edit'; readonly of: Adjustment; readonly fields: AdjustmentFields }
  | { readonly do: 'withdraw'; readonly of: readonly Adjustment[] }

/** Does something to adjustments; the forecasts seen through them are asked for again. */
export function useAct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: perform,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['adjustments'] }),
        client.invalidateQueries({ queryKey: ['forecasts', 'intervals'] }),
        client.invalidateQueries({ queryKey: ['forecasts', 'totals'] }),
        client.invalidateQueries({ queryKey: ['forecasts', 'comparison'] }),
        client.invalidateQueries({ queryKey: ['intraday'] }),
        client.invalidateQueries({ queryKey: ['requirements'] }),
      ]),
  })
}

/** Performs an act and returns the adjustments as they are now; none after a withdrawal. */
async function perform(act: Act): Promise<Adjustment[]> {
  if (act.do === 'make') {
    const order = { queueIds: act.queueIds, ...act.fields }
    const once = { header: idempotencyKey() }
    return body(await api.POST('/adjustments', { body: order, params: once })).items
  }
  if (act.do === 'edit') {
    const params = { path: { id: act.of.id }, header: ifMatch(act.of.version) }
    return [body(await api.PUT('/adjustments/{id}', { body: act.fields, params }))]
  }
  for (const { id } of act.of) await api.DELETE('/adjustments/{id}', { params: { path: { id } } })
  return []
}

/** The fields of an adjustment, as an edit sends them. */
export function fieldsOf(one: Adjustment): AdjustmentFields {
  const { measure, operation, value, from, to, type, reason, active } = one
  return { measure, operation, value, from, to, type, reason, active }
}

/** How adjustments of a queue did over days gone by, as the server scores them. */
export type AdjustmentScore = components['schemas']['AdjustmentScore']

/** What each adjustment of a queue was worth over the days of a forecast that are past. */
export function scoresQuery(queue: number, from: string, to: string) {
  return queryOptions({
    queryKey: ['adjustments', 'scores', queue, from, to],
    queryFn: async () => {
      const query = { queues: [queue], from, to, by: 'adjustment' as const }
      return body(await api.GET('/adjustments/scores', { params: { query } })).rows
    },
    enabled: to >= from,
  })
}
