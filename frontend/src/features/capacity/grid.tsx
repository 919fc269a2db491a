// biome-ignore-all lint/a11y/useSemanticElements: a table cannot hold only the cells in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { numberOf } from '@/features/drivers/paste'
import classes from './capacity.module.css'
import { type Place, pasted, stepped } from './grid-keys'
import { GridRow } from './grid-row'
import type { PlanRow } from './rows'

interface Props {
  label: string
  rows: readonly PlanRow[]
  /** The words above the columns: of the column, and of the year or month where it begins. */
  columns: readonly { readonly text: string; readonly above?: string }[]
  rowHeading: string
  nameOf: (row: PlanRow) => string
  textOf: (row: PlanRow, value: number | null | undefined) => string
  open: ReadonlySet<number>
  canWrite: (row: PlanRow) => boolean
  onToggle: (group: number) => void
  onExplain: (row: PlanRow, column: number) => void
  onWrite: (row: PlanRow, values: readonly (readonly [column: number, value: number])[]) => void
}

export const ROW = 30
const HEAD = 210
const HEAD_ON_PHONE = 132
const COLUMN = 84
const HEADER = 48

/** What is being typed, and where. */
interface Typing extends Place {
  readonly text: string
}

/**
 * A table of weeks as a spreadsheet: arrows move, typing or Enter writes where
 * something can be written, Enter explains what was computed. Only what is in
 * sight is drawn.
 */
export function Grid(props: Props) {
  const { label, rows, columns, onToggle, onExplain, onWrite, canWrite } = props
  const id = useId()
  const head = useMediaQuery('(max-width: 700px)') ? HEAD_ON_PHONE : HEAD
  const box = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const [typing, show] = useState<Typing>()
  // the field loses the focus while it is taken away: what was written is written once
  const live = useRef<Typing>(undefined)
  const setTyping = (next: Typing | undefined) => {
    live.current = next
    show(next)
  }
  const size = { rows: rows.length, columns: columns.length }
  const active = {
    row: Math.min(at.row, size.rows - 1),
    column: Math.min(at.column, size.columns - 1),
  }
  const common = { getScrollElement: () => box.current, useFlushSync: false }
  const down = useVirtualizer({
    ...common,
    count: rows.length,
    estimateSize: () => ROW,
    overscan: 6,
    scrollPaddingStart: HEADER,
  })
  const across = useVirtualizer({
    ...common,
    horizontal: true,
    count: columns.length,
    estimateSize: () => COLUMN,
    overscan: 3,
    scrollPaddingStart: head,
  })
  const width = head + across.getTotalSize()
  const shown = inSight(across.getVirtualItems(), columns.length, COLUMN)
  const go = (to: Place) => {
    setAt(to)
    down.scrollToIndex(to.row)
    across.scrollToIndex(to.column)
  }
  const row = rows[active.row]
  const begin = (text?: string) => {
    if (!row || !canWrite(row)) return false
    setTyping({ ...active, text: text ?? typed(row, active.column) })
    return true
  }
  const commit = (step: number) => {
    const done = live.current
    if (!done) return
    setTyping(undefined)
    const target = rows[done.row]
    const value = done.text.trim() === '' ? 0 : numberOf(done.text)
    if (target && value !== undefined && !Number.isNaN(value) && value >= 0) {
      const amount = inUnit(target, done.text, value)
      if (amount !== target.values[done.column]) onWrite(target, [[done.column, amount]])
    }
    if (step === 0) return
    go({ row: done.row, column: Math.max(0, Math.min(size.columns - 1, done.column + step)) })
    box.current?.focus({ preventScroll: true })
  }
  const key = (event: KeyboardEvent) => {
    if (typing) {
      if (event.key === 'Escape') setTyping(undefined)
      else if (event.key === 'Enter') commit(1)
      else if (event.key === 'Tab') commit(event.shiftKey ? -1 : 1)
      else return
      event.preventDefault()
      event.stopPropagation()
      box.current?.focus({ preventScroll: true })
      return
    }
    if (event.target !== box.current || !row) return
    const to = stepped(active, event.key, event.ctrlKey || event.metaKey, size)
    if (to) {
      event.preventDefault()
      go(to)
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      act(row, active.column)
    } else if (event.key === ' ' && row.kind === 'band') {
      event.preventDefault()
      onToggle(row.group)
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      if (canWrite(row) && row.values[active.column]) onWrite(row, [[active.column, 0]])
    } else if (/^[\d.,]$/.test(event.key) && begin(event.key)) event.preventDefault()
  }
  const act = (target: PlanRow, column: number) => {
    if (target.kind === 'input') begin()
    else if (target.kind === 'band') onToggle(target.group)
    else onExplain(target, column)
  }
  const paste = (event: ClipboardEvent) => {
    if (typing) return
    event.preventDefault()
    pasted(event.clipboardData.getData('text/plain'), numberOf).forEach((cells, down) => {
      const target = rows[active.row + down]
      if (!target || !canWrite(target)) return
      const values = cells.flatMap((value, right): [number, number][] => {
        const column = active.column + right
        if (value === undefined || value < 0 || column >= size.columns) return []
        // 12 is pasted of a percentage as well as 12% and 0.12
        return [[column, target.unit === 'share' && value >= 1 ? value / 100 : value]]
      })
      onWrite(target, values)
    })
  }
  return (
    <div
      ref={box}
      className={classes.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={typing ? undefined : `${id}-${active.row}-${active.column}`}
      tabIndex={0}
      onKeyDown={key}
      onPaste={paste}
    >
      <Heads {...props} shown={shown} width={width} head={head} />
      <div role="rowgroup" style={{ height: down.getTotalSize(), width, position: 'relative' }}>
        {inSight(down.getVirtualItems(), rows.length, ROW).map(({ index, start }) => {
          const one = rows[index]
          if (!one) return null
          return (
            <GridRow
              key={one.id}
              id={id}
              row={one}
              index={index}
              top={start}
              width={width}
              head={head}
              columnWidth={COLUMN}
              shown={shown}
              name={props.nameOf(one)}
              textOf={props.textOf}
              open={props.open.has(one.group)}
              active={active.row === index ? active.column : undefined}
              writable={canWrite(one)}
              onToggle={() => onToggle(one.group)}
              onPick={(column) => {
                setAt({ row: index, column })
                if (one.kind === 'figure') onExplain(one, column)
              }}
              onBegin={(column) => {
                setAt({ row: index, column })
                setTyping({ row: index, column, text: typed(one, column) })
              }}
            >
              {typing?.row === index && (
                <Field
                  name={`${props.nameOf(one)}, ${columns[typing.column]?.text ?? ''}`}
                  left={head + typing.column * COLUMN}
                  typing={typing}
                  onType={(text) => setTyping({ ...typing, text })}
                  onBlur={() => commit(0)}
                />
              )}
            </GridRow>
          )
        })}
      </div>
    </div>
  )
}

const FIRST = 30

interface Placed {
  readonly index: number
  readonly start: number
}

/** What is drawn: what is in sight, and before anything was measured the first of all. */
function inSight(items: readonly Placed[], count: number, size: number): readonly Placed[] {
  if (items.length > 0) return items
  return Array.from({ length: Math.min(FIRST, count) }, (_, i) => ({ index: i, start: i * size }))
}

/** What stands in a cell as one would type it; nothing for 0. */
function typed({ unit, values }: PlanRow, column: number): string {
  const value = values[column] ?? 0
  if (value === 0) return ''
  return String(unit === 'share' ? Number((value * 100).toFixed(4)) : value)
}

/** Shares are typed as percentages, with or without the sign. */
function inUnit(row: PlanRow, text: string, value: number): number {
  if (row.unit !== 'share' || text.includes('%')) return value
  return Number((value / 100).toFixed(8))
}

type HeadsProps = Pick<Props, 'columns' | 'rowHeading'> & {
  shown: readonly Placed[]
  width: number
  head: number
}

function Heads({ columns, rowHeading, shown, width, head }: HeadsProps) {
  return (
    <div role="rowgroup" className={classes.heads} style={{ width, height: HEADER }}>
      <div role="row" aria-rowindex={1} style={{ height: HEADER }}>
        <div
          role="columnheader"
          aria-colindex={1}
          className={classes.corner}
          style={{ width: head }}
        >
          {rowHeading}
        </div>
        {shown.map(({ index, start }) => (
          <div
            key={index}
            role="columnheader"
            aria-colindex={index + 2}
            className={classes.head}
            style={{ left: head + start, width: COLUMN }}
            data-begins={columns[index]?.above ? true : undefined}
          >
            <b>{columns[index]?.above ?? ''}</b>
            <span>{columns[index]?.text}</span>
          </div>
        ))}
      </div>
    </div>
  )
}

interface FieldProps {
  name: string
  left: number
  typing: Typing
  onType: (text: string) => void
  onBlur: () => void
}

/** The field over the cell that is being written. */
function Field({ name, left, typing, onType, onBlur }: FieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const first = useRef(typing.text)
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    if (first.current.length > 1) field.current?.select()
  }, [])
  return (
    <div
      role="gridcell"
      aria-colindex={typing.column + 2}
      style={{ left, width: COLUMN }}
      className={classes.writing}
    >
      <input
        ref={field}
        aria-label={name}
        inputMode="decimal"
        autoComplete="off"
        value={typing.text}
        onChange={(event) => onType(event.currentTarget.value)}
        onBlur={onBlur}
      />
    </div>
  )
}
