// biome-ignore-all lint/a11y/useSemanticElements: a table cannot hold only the rows in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import type { DayCoverage } from '../model/coverage'
import { type Selection, single } from '../model/selection'
import type { Breach } from '../model/types'
import type { Desk } from '../queries'
import { useCarry } from '../use-carry'
import { useSession } from '../use-desk'
import { CarryCard } from './carry-card'
import { CellMenu, type MenuPlace } from './cell-menu'
import { cellWidth, type Layout, NAMES, ROW, reveal } from './geometry'
import classes from './grid.module.css'
import { Header } from './header'
import { Rules, SelectionMarks, Target } from './overlays'
import type { Limits } from './row'
import { Rows } from './rows'
import { SelectionBar } from './selection-bar'
import { useActs } from './use-acts'
import { useCellName } from './use-cell-name'
import { useKeys } from './use-keys'
import { usePointer } from './use-pointer'

export interface GridProps {
  rosterId: number
  desk: Desk
  order: readonly number[]
  first: number
  last: number
  coverage: DayCoverage | undefined
  breaches: readonly Breach[] | undefined
  queue: number | undefined
  limits: (agreement: string) => Limits | undefined
  may: boolean
  selection: Selection
  onSelect: (selection: Selection) => void
  onOpen: () => void
  onDay: (day: number) => void
  onPeriod: (by: -1 | 1) => void
}

/** People by days. The grid has the focus and says which of its cells is active. */
export function RosterGrid(props: GridProps) {
  const { rosterId, desk, order, first, last, selection, onSelect, may } = props
  const { sheet, session } = desk
  const box = useRef<HTMLDivElement>(null)
  const marks = useRef<HTMLDivElement>(null)
  const { ref: sized, width } = useElementSize<HTMLDivElement>()
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const merged = useMergedRef(box, sized, setScroller)
  const [menu, setMenu] = useState<MenuPlace>()
  const [pointer, setPointer] = useState({ x: 0, y: 0 })
  const cell = cellWidth(width, last - first + 1)
  const layout = (): Layout => ({
    scrollLeft: box.current?.scrollLeft ?? 0,
    scrollTop: box.current?.scrollTop ?? 0,
    cell,
    rows: order.length,
    first,
    last,
  })
  const acts = useActs(desk, order, selection, may)
  const nameOf = useCellName(sheet, props.breaches)
  const move = useCarry(rosterId, desk, (moves, to) => {
    acts.act(moves, acts.carryLabel)
    const row = order.indexOf(to.person)
    if (row >= 0) onSelect(single(row, to.day))
  })
  const { carried } = move
  const cellAt = (row: number, day: number) => ({ person: order[row] ?? 0, day })
  const active = cellAt(selection.row, selection.day)
  const select = (next: Selection) => {
    onSelect(next)
    if (carried) move.over(cellAt(next.row, next.day))
  }
  const { waiting } = useSession(desk)
  const onKeyDown = useKeys({
    selection,
    acts,
    carrying: carried !== undefined,
    bounds: {
      rows: order.length,
      first,
      last,
      page: Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / ROW) - 3),
    },
    onSelect: select,
    onOpen: props.onOpen,
    onUndo: () => void (may && session.undo()),
    onRedo: () => void (may && session.redo()),
    onDrop: move.drop,
    onCancel: move.cancel,
    onPeriod: props.onPeriod,
    onMenu: () => setMenu(placeOfCell(box.current, selection, layout())),
  })
  const { place, ...pointing } = usePointer({
    box,
    layout,
    selection,
    movable: (row, day) => {
      const at = cellAt(row, day)
      const shift = sheet.shift(at.person, at.day)
      return may && shift !== undefined && !shift.locked
    },
    carrying: carried?.by,
    onSelect: select,
    onStart: (row, day) => move.start(cellAt(row, day), 'drag'),
    onOver: (row, day, at) => {
      setPointer(at)
      move.over(cellAt(row, day))
    },
    onDrop: move.drop,
    onDay: props.onDay,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new active cell is brought into sight
  useEffect(() => {
    const element = box.current
    if (!element) return
    const to = reveal(selection, layout(), {
      width: element.clientWidth,
      height: element.clientHeight,
    })
    element.scrollLeft = to.left
    element.scrollTop = to.top
  }, [selection.row, selection.day, first])
  const targetRow = carried ? order.indexOf(carried.to.person) : -1
  const wide = NAMES + (last - first + 1) * cell
  return (
    <>
      <div
        ref={merged}
        role="grid"
        className={classes.box}
        aria-label={acts.gridLabel}
        aria-rowcount={order.length + 1}
        aria-colcount={last - first + 2}
        aria-multiselectable
        aria-activedescendant="roster-active"
        aria-busy={waiting > 0}
        tabIndex={0}
        onScroll={(event) => keepOffNames(marks.current, event.currentTarget.scrollLeft)}
        onKeyDown={onKeyDown}
        onCopy={(event) => {
          event.preventDefault()
          event.clipboardData.setData('text/plain', acts.copy())
        }}
        onPaste={(event) => acts.paste(event.clipboardData.getData('text/plain'))}
        onContextMenu={(event) => {
          event.preventDefault()
          const at = place(event)
          if (at.part !== 'cell') return
          onSelect(single(at.row, at.day))
          setMenu({ x: event.clientX, y: event.clientY })
        }}
        {...pointing}
      >
        <Header
          days={sheet.grid.days}
          first={first}
          last={last}
          cell={cell}
          people={order.length}
          coverage={props.coverage}
          queue={props.queue}
        />
        <div
          role="rowgroup"
          className={classes.body}
          style={{ height: order.length * ROW, width: wide, ['--cell' as string]: `${cell}px` }}
        >
          <Rules days={sheet.grid.days} first={first} last={last} cell={cell} left={NAMES} />
          <Rows
            sheet={sheet}
            order={order}
            scroller={scroller}
            first={first}
            last={last}
            cell={cell}
            limits={props.limits}
            activeRow={selection.row}
            activeDay={selection.day}
            activeName={nameOf(active)}
          />
          <div ref={marks} aria-hidden className={classes.marks}>
            <SelectionMarks
              selection={selection}
              first={first}
              last={last}
              cell={cell}
              left={NAMES}
            />
            {carried && targetRow >= 0 && (
              <Target
                row={targetRow}
                day={carried.to.day}
                first={first}
                cell={cell}
                left={NAMES}
                broken={(move.effect?.newViolations.length ?? 0) > 0}
              />
            )}
          </div>
        </div>
      </div>
      {carried && <CarryCard sheet={sheet} carried={carried} move={move} pointer={pointer} />}
      <SelectionBar sheet={sheet} order={order} selection={selection} acts={acts} may={may} />
      <CellMenu
        at={menu}
        sheet={sheet}
        cell={active}
        may={may}
        acts={acts}
        onClose={() => {
          setMenu(undefined)
          box.current?.focus()
        }}
        onOpen={props.onOpen}
        onMove={() => move.start(active, 'pick')}
      />
    </>
  )
}

function placeOfCell(box: HTMLElement | null, { row, day }: Selection, at: Layout): MenuPlace {
  const rect = box?.getBoundingClientRect()
  return {
    x: (rect?.left ?? 0) + NAMES + (day - at.first) * at.cell - at.scrollLeft + 12,
    y: (rect?.top ?? 0) + 76 + (row + 1) * ROW - at.scrollTop - 6,
  }
}

// Rows contain their own layers, so the names cannot rise above what lies over the rows.
function keepOffNames(marks: HTMLElement | null, scrolled: number): void {
  if (marks) marks.style.clipPath = `inset(0 -4px -4px ${NAMES + scrolled - 1}px)`
}
