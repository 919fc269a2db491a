import { useMemo } from 'react'
import { useLanguage } from '@/i18n'
import { colon } from '@/i18n/colon'
import { legible } from '@/parts/day-names'
import { boxOf, type Frame } from '@/parts/plot/frame'
import { useForecastStrings } from '../strings'
import type { Timeline } from '../timeline'
import { barsOf, type LaneItem } from './lane'
import classes from './lane.module.css'

interface Props {
  frame: Frame
  timeline: Timeline
  items: readonly LaneItem[]
  /** The item that is open beside the chart. */
  open: string | undefined
  onOpen: (item: LaneItem) => void
}

const ROW_PX = 26
const ROWS = 4
const TARGET_PX = 24

/** What acts on demand, as bars above the days on which it does. */
export function EventLane({ frame, timeline, items, open, onOpen }: Props) {
  const t = useForecastStrings()
  const language = useLanguage()
  const place = frame.width / Math.max(1, frame.last - frame.first + 1)
  const least = Math.ceil(TARGET_PX / Math.max(1, place))
  const [from, to] = [Math.ceil(frame.first), Math.floor(frame.last)]
  const bars = useMemo(
    () => barsOf(timeline, items, { first: from, last: to, least }),
    [timeline, items, from, to, least],
  )
  const seen = bars.filter(({ first, last }) => last >= from && first <= to)
  if (seen.length === 0) return null
  // rows that are used elsewhere only leave no gap here
  const used = [...new Set(seen.map(({ row }) => row))].toSorted((a, b) => a - b).slice(0, ROWS)
  return (
    <ul
      className={classes.lane}
      aria-label={t('lane.label')}
      style={{ height: used.length * ROW_PX }}
    >
      {seen
        .filter(({ row }) => used.includes(row))
        .map(({ item, first, last, row }) => {
          const { x, width } = boxOf(frame, first, last)
          const name = legible(item.name, language) || t(`lane.kinds.${item.kind}`)
          return (
            <li
              key={item.key}
              style={{
                left: x,
                top: used.indexOf(row) * ROW_PX,
                width,
              }}
            >
              <button
                type="button"
                className={classes.bar}
                data-kind={item.kind}
                data-off={item.off || undefined}
                aria-current={item.key === open || undefined}
                title={`${t(`lane.kinds.${item.kind}`)}${colon()}${name}`}
                onClick={() => onOpen(item)}
              >
                {name}
              </button>
            </li>
          )
        })}
    </ul>
  )
}
