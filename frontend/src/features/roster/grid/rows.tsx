import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo } from 'react'
import { weeksOf } from '../model/hours'
import type { Sheet } from '../model/sheet'
import { ROW } from './geometry'
import { type Limits, Row } from './row'

interface Props {
  sheet: Sheet
  order: readonly number[]
  /** The box that scrolls. */
  scroller: HTMLElement | null
  first: number
  last: number
  cell: number
  limits: (agreement: string) => Limits | undefined
  activeRow: number
  activeDay: number
  activeName: string
}

/** The rows in sight. Scrolling renders this alone and nothing else of the grid. */
export function Rows(props: Props) {
  const { sheet, order, scroller, first, last, cell, limits, activeRow } = props
  const weeks = useMemo(
    () =>
      weeksOf(sheet.grid.days.slice(first, last + 1)).map((week) => ({
        first: week.first + first,
        last: week.last + first,
      })),
    [sheet, first, last],
  )
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW,
    overscan: 4,
    useFlushSync: false, // React 19 warns about flushing while it renders
  })
  return virtual.getVirtualItems().map(({ index }) => {
    const person = order[index] ?? 0
    const here = index === activeRow
    return (
      <Row
        key={person}
        sheet={sheet}
        person={person}
        row={index}
        top={index * ROW}
        first={first}
        last={last}
        cell={cell}
        weeks={weeks}
        limits={limits(sheet.people[person]?.agreement ?? '')}
        activeDay={here ? props.activeDay : undefined}
        activeName={here ? props.activeName : undefined}
      />
    )
  })
}
