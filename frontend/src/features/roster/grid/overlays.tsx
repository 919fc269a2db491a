import type { Selection } from '../model/selection'
import { ROW } from './geometry'
import classes from './grid.module.css'

interface RulesProps {
  days: readonly string[]
  first: number
  last: number
  cell: number
  left: number
}

/** The lines between days: one element each, since a gradient on every row costs more. */
export function Rules({ days, first, last, cell, left }: RulesProps) {
  const lines = []
  for (let day = first + 1; day <= last; day++) {
    const monday = new Date(`${days[day]}T00:00:00Z`).getUTCDay() === 1
    lines.push(
      <div
        key={day}
        aria-hidden
        className={classes.rule}
        data-week={monday || undefined}
        style={{ left: left + (day - first) * cell - 1 }}
      />,
    )
  }
  return lines
}

interface MarksProps {
  selection: Selection
  first: number
  last: number
  cell: number
  left: number
}

/** The selected ranges and the active cell, over the rows, so that selecting draws no row again. */
export function SelectionMarks({ selection, first, last, cell, left }: MarksProps) {
  const x = (day: number) => left + (day - first) * cell
  const { row, day, ranges } = selection
  const alone = ranges.length === 1 && ranges[0]?.top === ranges[0]?.bottom
  const one = alone && ranges[0]?.left === ranges[0]?.right
  return (
    <>
      {!one &&
        ranges.map((r) => {
          const [from, to] = [Math.max(r.left, first), Math.min(r.right, last)]
          if (from > to) return null
          return (
            <div
              key={`${r.top} ${r.left} ${r.bottom} ${r.right}`}
              aria-hidden
              className={classes.selected}
              style={{
                left: x(from) - 1,
                top: r.top * ROW,
                width: (to - from + 1) * cell,
                height: (r.bottom - r.top + 1) * ROW - 1,
              }}
            />
          )
        })}
      {day >= first && day <= last && (
        <div
          aria-hidden
          className={classes.active}
          style={{ left: x(day) - 1, top: row * ROW, width: cell + 1, height: ROW - 1 }}
        />
      )}
    </>
  )
}

interface TargetProps {
  row: number
  day: number
  first: number
  cell: number
  left: number
  broken: boolean
}

/** Where a carried shift would come to stand. */
export function Target({ row, day, first, cell, left, broken }: TargetProps) {
  return (
    <div
      aria-hidden
      className={classes.target}
      data-broken={broken || undefined}
      style={{
        left: left + (day - first) * cell + 1,
        top: row * ROW + 1,
        width: cell - 3,
        height: ROW - 3,
      }}
    />
  )
}
