import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Forecast } from '@/api/types'
import type { Adjustment } from '../adjust/change'
import { useChangeWords } from '../adjust/words'
import { addDays } from '../days'
import { endWallOf, wallOf } from '../instants'
import type { Window } from '../zoom'
import type { LaneItem } from './lane'
import { useEvents } from './use-events'

const keyOf = ({ id }: Adjustment) => `adjustment ${id}`

/** What stands in the lane above the chart, which of it is open, and what opening does. */
export function useLane(
  forecast: Pick<Forecast, 'siteId' | 'zone'>,
  window: Window,
  layers: readonly Adjustment[],
  onAdjustment: () => void,
) {
  const events = useEvents(forecast.siteId, window)
  const [open, setOpen] = useState<string>()
  const navigate = useNavigate()
  const changeWords = useChangeWords()
  const { zone } = forecast
  const adjustments = useMemo(
    () =>
      layers.map((one): LaneItem => {
        const [from, to] = [wallOf(one.from, zone), endWallOf(one.to, zone)]
        return {
          key: keyOf(one),
          kind: 'adjustment',
          name: `${changeWords(one)} · ${one.reason}`,
          from: from.day,
          fromClock: from.clock,
          to: to.day,
          toClock: to.clock,
          off: !one.active,
        }
      }),
    [layers, zone, changeWords],
  )
  const items = useMemo(() => [...events.items, ...adjustments], [events.items, adjustments])
  const onOpen = (item: LaneItem) => {
    setOpen(item.key)
    if (item.kind === 'adjustment') return onAdjustment()
    if (events.calendarId === undefined) return
    void navigate({
      to: '/calendars/$calendarId',
      params: { calendarId: events.calendarId },
      search: { year: Number(item.from.slice(0, 4)) },
    })
  }
  return {
    items,
    open,
    onOpen,
    openAdjustment: layers.find((one) => keyOf(one) === open)?.id,
    /** Picks an adjustment out and returns the window around it. */
    show: (one: Adjustment): Window => {
      setOpen(keyOf(one))
      return {
        from: addDays(wallOf(one.from, zone).day, -3),
        to: addDays(endWallOf(one.to, zone).day, 3),
      }
    },
  }
}
