// biome-ignore-all lint/a11y/useSemanticElements: a table cannot hold only the rows in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
import { memo, useCallback, useSyncExternalStore } from 'react'
import { creditMinutes, type Week, weekMinutes } from '../model/hours'
import type { Sheet } from '../model/sheet'
import { cellClass, cellText } from './cell-look'
import { CELL } from './geometry'
import classes from './grid.module.css'

/** The least and most paid minutes a week under an agreement. */
export type Limits = readonly [min: number, max: number]

interface Props {
  sheet: Sheet
  person: number
  /** Place of the row on screen. */
  row: number
  top: number
  first: number
  last: number
  cell: number
  weeks: readonly Week[]
  limits: Limits | undefined
  /** The active cell's day where it is in this row, and its whole name. */
  activeDay: number | undefined
  activeName: string | undefined
}

/** One person's days: one element a cell, drawn again only when this row changes. */
export const Row = memo(function Row(props: Props) {
  const { sheet, person, row, top, first, last, cell, weeks, limits, activeDay } = props
  useSyncExternalStore(
    useCallback((listener: () => void) => sheet.watch(person, listener), [sheet, person]),
    () => sheet.version(person),
  )
  const cells = []
  for (let day = first; day <= last; day++) {
    const active = day === activeDay
    cells.push(
      <div
        key={day}
        role="gridcell"
        id={active ? 'roster-active' : undefined}
        aria-label={active ? props.activeName : undefined}
        aria-selected={active || undefined}
        className={cellClass(sheet, person, day)}
        title={sheet.wish(person, day)}
      >
        {cellText(sheet, person, day, cell > CELL + 44)}
      </div>,
    )
  }
  const hours = hoursText(sheet, person, weeks, limits)
  return (
    <div role="row" aria-rowindex={row + 2} className={classes.row} style={{ top }}>
      <div role="rowheader" className={classes.name}>
        <span className={classes.who}>{sheet.people[person]?.name}</span>
        <span className={classes.hours} data-off={hours.off || undefined}>
          {hours.text}
        </span>
      </div>
      {cells}
    </div>
  )
})

/** Paid hours of each week; an arrow says which are below or above the agreement. */
function hoursText(
  sheet: Sheet,
  person: number,
  weeks: readonly Week[],
  limits: Limits | undefined,
): { text: string; off: boolean } {
  let off = false
  const parts = weeks.map((week) => {
    const minutes = weekMinutes(sheet, person, week)
    const whole = week.last - week.first === 6
    const low =
      whole && limits && minutes + creditMinutes(sheet, person, week, limits[0]) < limits[0]
    const high = whole && limits && minutes > limits[1]
    if (low || high) off = true
    const hours = Math.round(minutes / 6) / 10
    return `${weeks.length > 1 ? Math.round(hours) : hours}${high ? '▲' : low ? '▼' : ''}`
  })
  return { text: `${parts.join(' ')} h`, off }
}
