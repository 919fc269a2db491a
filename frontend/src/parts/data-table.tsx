import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { SortDown, SortUp } from '@/design/icons'
import { useLanguage } from '@/i18n'
import { tagOf } from '@/i18n/language'
import classes from './data-table.module.css'
import { nextSort, type Sort, sorted } from './sorting'

/** A column: its heading, what a cell shows, and by what rows are sorted where they can be. */
export interface Column<Row> {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  readonly sortBy?: (row: Row) => string | number
  /** Numbers line up at the end. */
  readonly align?: 'end'
  /** Names the row to screen readers. One column has it. */
  readonly names?: boolean
  readonly width?: number
}

interface Props<Row> {
  /** What the table lists. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  /** Fills the height that is left instead of growing with its rows. */
  fill?: boolean
  /** Height of a row in pixels; every row has the same. */
  rowHeight?: number
}

const VIRTUAL_ABOVE = 100
const ROW = 36

/** A plain table that sorts by its headings, and draws only what is in sight when it is long. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  fill,
  rowHeight = ROW,
}: Props<Row>) {
  const [sort, setSort] = useState<Sort>()
  const language = useLanguage()
  const ordered = useMemo(
    () => sorted(rows, columns, sort, tagOf(language)),
    [rows, columns, sort, language],
  )
  const box = useRef<HTMLDivElement>(null)
  const long = ordered.length > VIRTUAL_ABOVE
  const virtual = useVirtualizer({
    count: ordered.length,
    enabled: long,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    useFlushSync: false, // React 19 warns about flushing while it renders
  })
  const items = virtual.getVirtualItems()
  const first = long ? (items[0]?.index ?? 0) : 0
  const last = long ? (items.at(-1)?.index ?? Math.min(30, ordered.length - 1)) : ordered.length - 1
  return (
    <section
      ref={box}
      className={classes.box}
      data-fill={fill || long || undefined}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
    >
      <table className={classes.table} aria-rowcount={ordered.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Heading
                key={column.key}
                column={column}
                sort={sort}
                onSort={() => setSort(nextSort(sort, column.key))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={first * rowHeight} columns={columns.length} />
          {ordered.slice(first, last + 1).map((row, place) => (
            <tr key={rowKey(row)} aria-rowindex={first + place + 2} style={{ height: rowHeight }}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
          <Gap height={(ordered.length - 1 - last) * rowHeight} columns={columns.length} />
        </tbody>
      </table>
    </section>
  )
}

function Heading<Row>(props: { column: Column<Row>; sort: Sort | undefined; onSort: () => void }) {
  const { column, sort, onSort } = props
  const direction = sort?.key === column.key ? sort.direction : undefined
  const Icon = direction === 'descending' ? SortDown : SortUp
  return (
    <th scope="col" data-align={column.align} aria-sort={direction} style={{ width: column.width }}>
      {column.sortBy ? (
        <button type="button" className={classes.sort} onClick={onSort}>
          {column.header}
          <Icon size={12} aria-hidden style={{ visibility: direction ? 'visible' : 'hidden' }} />
        </button>
      ) : (
        column.header
      )}
    </th>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row)
  if (column.names) return <th scope="row">{content}</th>
  return <td data-align={column.align}>{content}</td>
}

/** Stands for the rows out of sight. */
function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}
