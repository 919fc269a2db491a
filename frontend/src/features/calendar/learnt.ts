import { useQuery } from '@tanstack/react-query'
import { queueEventsQuery } from '@/api/effects'
import { useList } from '@/api/resource'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import type { QueueEventType } from '@/api/types'
import { queues, sites } from '@/api/workforce'
import type { Entry } from './entries'

/** What a queue's forecasts have learnt of events. */
export interface Learnt {
  /** The queues whose sites go by the calendar. */
  readonly choices: readonly { id: number; name: string }[]
  readonly queue: { id: number; name: string } | undefined
  readonly types: readonly QueueEventType[]
}

/** The learnt effects of one queue of the calendar's sites: the one named, or the first of the site on screen. */
export function useLearnt(calendarId: number, year: number, named: number | undefined): Learnt {
  const allowed = useMay('demand:read')
  const site = useSite()
  const { data: allSites = [] } = useList(sites)
  const { data: allQueues = [] } = useList(queues)
  const mine = allSites.filter((one) => one.calendarId === calendarId).map(({ id }) => id)
  const choices = allQueues.filter(({ siteId }) => mine.includes(siteId))
  const queue =
    choices.find(({ id }) => id === named) ??
    choices.find(({ siteId }) => siteId === site?.id) ??
    choices[0]
  const { data: types = [] } = useQuery({
    ...queueEventsQuery(queue?.id ?? 0, `${year - 2}-01-01`, `${year}-12-31`),
    enabled: allowed && queue !== undefined,
  })
  return { choices: allowed ? choices : [], queue, types }
}

/** What is known of events like this one. Events without a type are learnt by their name. */
export function learntOf(
  types: readonly QueueEventType[],
  { kind, eventType, name }: Pick<Entry, 'kind' | 'eventType' | 'name'>,
): QueueEventType | undefined {
  if (kind !== 'event') return undefined
  const key = eventType.trim() || name.trim()
  return types.find(({ type }) => type === key)
}
