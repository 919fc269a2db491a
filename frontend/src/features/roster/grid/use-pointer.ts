import { type PointerEvent, type RefObject, useRef } from 'react'
import { block, contains, extended, type Selection, single, toggled } from '../model/selection'
import { type Layout, type Place, placeAt, pull } from './geometry'

interface Options {
  box: RefObject<HTMLElement | null>
  layout: () => Layout
  selection: Selection
  /** Whether a shift stands there that may be dragged. */
  movable: (row: number, day: number) => boolean
  carrying: 'drag' | 'pick' | undefined
  onSelect: (selection: Selection) => void
  onStart: (row: number, day: number) => void
  onOver: (row: number, day: number, at: { x: number; y: number }) => void
  onDrop: () => void
  onDay: (day: number) => void
}

interface Press {
  readonly x: number
  readonly y: number
  readonly row: number
  readonly day: number
  readonly what: 'drag' | 'range'
  moved: boolean
}

const SLACK = 4

/**
 * The pointer on the grid: a press on a chip drags it, a press on an empty cell
 * or with Shift selects a range, headings select rows and columns.
 */
export function usePointer(options: Options) {
  const press = useRef<Press>(undefined)
  const scrolling = useRef(0)
  const last = useRef({ x: 0, y: 0 })

  const place = (event: { clientX: number; clientY: number }): Place => {
    const rect = options.box.current?.getBoundingClientRect()
    return placeAt(
      event.clientX - (rect?.left ?? 0),
      event.clientY - (rect?.top ?? 0),
      options.layout(),
    )
  }
  const choose = (at: Place, event: PointerEvent) => {
    const { selection, onSelect, layout } = options
    const { first, last: end, rows } = layout()
    if (at.part === 'name') {
      const from = event.shiftKey ? selection.fromRow : at.row
      onSelect(block(from, first, at.row, end))
    } else if (at.part === 'cell') {
      if (event.shiftKey) onSelect(extended(selection, at.row, at.day))
      else if (event.ctrlKey || event.metaKey) onSelect(toggled(selection, at.row, at.day))
      else onSelect(single(at.row, at.day))
    } else if (at.part === 'head') onSelect(block(0, at.day, rows - 1, at.day))
  }
  const over = () => {
    const at = place({ clientX: last.current.x, clientY: last.current.y })
    if (at.part !== 'cell' || !press.current) return
    if (press.current.what === 'drag') options.onOver(at.row, at.day, last.current)
    else options.onSelect(extended(options.selection, at.row, at.day))
  }
  const scroll = () => {
    const box = options.box.current
    if (!box || !press.current?.moved) {
      scrolling.current = 0
      return
    }
    const rect = box.getBoundingClientRect()
    const x = pull(last.current.x, rect.left + 236, rect.right)
    const y = pull(last.current.y, rect.top + 76, rect.bottom)
    if (x !== 0 || y !== 0) {
      box.scrollBy(x, y)
      over()
    }
    scrolling.current = requestAnimationFrame(scroll)
  }
  const end = () => {
    press.current = undefined
    cancelAnimationFrame(scrolling.current)
    scrolling.current = 0
  }

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      const at = place(event)
      if (at.part === 'cell' && options.carrying === 'pick') {
        options.onOver(at.row, at.day, { x: event.clientX, y: event.clientY })
        options.onDrop()
        return
      }
      const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey
      const drag = at.part === 'cell' && plain && options.movable(at.row, at.day)
      const many = at.part === 'cell' && drag && contains(options.selection, at.row, at.day)
      if (!many || options.selection.ranges.length === 1) choose(at, event)
      if (at.part !== 'cell') return
      const { clientX: x, clientY: y } = event
      press.current = {
        x,
        y,
        row: at.row,
        day: at.day,
        what: drag ? 'drag' : 'range',
        moved: false,
      }
      if (event.pointerType === 'mouse') event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      last.current = { x: event.clientX, y: event.clientY }
      if (options.carrying === 'pick') {
        const at = place(event)
        if (at.part === 'cell') options.onOver(at.row, at.day, last.current)
        return
      }
      const held = press.current
      if (!held || event.pointerType === 'touch') return
      if (!held.moved) {
        if (Math.abs(event.clientX - held.x) + Math.abs(event.clientY - held.y) < SLACK) return
        held.moved = true
        if (held.what === 'drag') options.onStart(held.row, held.day)
        if (scrolling.current === 0) scrolling.current = requestAnimationFrame(scroll)
      }
      over()
    },
    onPointerUp: () => {
      if (press.current?.moved && press.current.what === 'drag') options.onDrop()
      end()
    },
    onPointerCancel: end,
    onDoubleClick: (event: { clientX: number; clientY: number }) => {
      const at = place(event)
      if (at.part === 'head') options.onDay(at.day)
    },
    place,
  }
}
