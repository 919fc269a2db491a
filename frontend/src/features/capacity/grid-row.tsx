// biome-ignore-all lint/a11y/useSemanticElements: a table cannot hold only the cells in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
import type { ReactNode } from 'react'
import { ChevronDown, ChevronRight } from '@/design/icons'
import classes from './capacity.module.css'
import { ROW } from './grid'
import { type PlanRow, strengthOf } from './rows'

interface Props {
  id: string
  row: PlanRow
  index: number
  top: number
  width: number
  /** The width of the name. */
  head: number
  columnWidth: number
  shown: readonly { readonly index: number; readonly start: number }[]
  name: string
  textOf: (row: PlanRow, value: number | null | undefined) => string
  open: boolean
  /** The column with the cursor, if it is in this row. */
  active: number | undefined
  writable: boolean
  onToggle: () => void
  onPick: (column: number) => void
  onBegin: (column: number) => void
  /** The field of the cell that is being written. */
  children: ReactNode
}

/** One line of the table: its name and the cells in sight. */
export function GridRow(props: Props) {
  const { id, row, index, top, width, head, columnWidth, shown, name, textOf, active, writable } =
    props
  const Chevron = props.open ? ChevronDown : ChevronRight
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      data-kind={row.kind}
      style={{ top, width, height: ROW }}
    >
      <div role="rowheader" aria-colindex={1} className={classes.name} style={{ width: head }}>
        {row.kind === 'band' ? (
          <button type="button" tabIndex={-1} aria-expanded={props.open} onClick={props.onToggle}>
            <Chevron size={14} aria-hidden />
            {name}
          </button>
        ) : (
          name
        )}
      </div>
      {shown.map(({ index: column, start }) => {
        const value = row.values[column]
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys of its cells
          <div
            key={column}
            id={`${id}-${index}-${column}`}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={column + 2}
            aria-readonly={!writable}
            aria-selected={active === column}
            className={classes.cell}
            data-strength={row.against ? strengthOf(value, row.against[column]) : undefined}
            data-writable={writable || undefined}
            data-active={active === column || undefined}
            style={{ left: head + start, width: columnWidth }}
            onClick={() => (writable ? props.onBegin(column) : props.onPick(column))}
          >
            {textOf(row, value)}
          </div>
        )
      })}
      {props.children}
    </div>
  )
}
