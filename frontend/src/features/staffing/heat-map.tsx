import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import { draw, HEAD, type MapDrawing, ROW, SIDE } from './draw'
import classes from './staffing.module.css'

type Place = readonly [row: number, column: number]

interface Props {
  map: Omit<MapDrawing, 'cursor'>
  /** What the map shows. */
  label: string
  /** How a cell reads in full, for eyes and for screen readers. */
  sayCell: (row: number, column: number) => string
  /** Opens a cell: by click or by Enter. */
  onOpen: (row: number, column: number) => void
  /** How the keys work. */
  hint: string
}

const NARROWEST = 18

/** Days by intervals as coloured cells, drawn on a canvas, walked by arrow keys. */
export function HeatMap({ map, label, sayCell, onOpen, hint }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [width, setWidth] = useState(0)
  const [cursor, setCursor] = useState<Place>([0, 0])
  const [pointed, setPointed] = useState<Place>()
  const [focused, setFocused] = useState(false)
  const [rows, columns] = [map.rows.length, map.columns.length]
  const cellWidth = Math.max(NARROWEST, Math.floor((width - SIDE) / Math.max(1, columns)))
  useEffect(() => {
    if (!box.current) return
    const sized = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    sized.observe(box.current)
    return () => sized.disconnect()
  }, [])
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context || width === 0) return
    const scale = window.devicePixelRatio || 1
    const [wide, high] = [SIDE + columns * cellWidth, HEAD + rows * ROW]
    canvas.current.width = wide * scale
    canvas.current.height = high * scale
    Object.assign(canvas.current.style, { width: `${wide}px`, height: `${high}px` })
    context.scale(scale, scale)
    draw(context, { ...map, cursor: focused ? cursor : undefined }, cellWidth)
  }, [map, width, cellWidth, rows, columns, cursor, focused])
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') onOpen(...cursor)
    else {
      const next = moved(cursor, event, rows, columns)
      if (!next) return
      setCursor(next)
      const left = SIDE + next[1] * cellWidth
      const view = box.current
      if (
        view &&
        (left < view.scrollLeft + SIDE || left + cellWidth > view.scrollLeft + view.clientWidth)
      )
        view.scrollLeft = left - view.clientWidth / 2
    }
    event.preventDefault()
  }
  const placeAt = (event: MouseEvent): Place | undefined => {
    const edge = event.currentTarget.getBoundingClientRect()
    const column = Math.floor((event.clientX - edge.left - SIDE) / cellWidth)
    const row = Math.floor((event.clientY - edge.top - HEAD) / ROW)
    return row >= 0 && row < rows && column >= 0 && column < columns ? [row, column] : undefined
  }
  const click = (event: MouseEvent) => {
    const place = placeAt(event)
    if (!place) return
    setCursor(place)
    onOpen(...place)
  }
  const said = pointed ?? (focused ? cursor : undefined)
  return (
    <div>
      <p className={classes.readout} aria-hidden>
        {said ? sayCell(...said) : hint}
      </p>
      <div
        ref={box}
        className={classes.map}
        role="application"
        aria-label={`${label}. ${hint}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is walked by its own keys
        tabIndex={0}
        onKeyDown={press}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      >
        <canvas
          ref={canvas}
          aria-hidden
          onMouseMove={(event) => setPointed(placeAt(event))}
          onMouseLeave={() => setPointed(undefined)}
          onClick={click}
        />
      </div>
      <p className="visually-hidden" aria-live="polite">
        {focused ? sayCell(...cursor) : ''}
      </p>
    </div>
  )
}

/** Where a key leads; undefined where it leads nowhere. */
export function moved(
  [row, column]: Place,
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  rows: number,
  columns: number,
): Place | undefined {
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value))
  const to = (r: number, c: number): Place => [within(r, rows), within(c, columns)]
  switch (key) {
    case 'ArrowLeft':
      return to(row, ctrlKey ? 0 : column - 1)
    case 'ArrowRight':
      return to(row, ctrlKey ? columns : column + 1)
    case 'ArrowUp':
      return to(ctrlKey ? 0 : row - 1, column)
    case 'ArrowDown':
      return to(ctrlKey ? rows : row + 1, column)
    case 'Home':
      return to(ctrlKey ? 0 : row, 0)
    case 'End':
      return to(ctrlKey ? rows : row, columns)
    case 'PageUp':
      return to(row - 7, column)
    case 'PageDown':
      return to(row + 7, column)
    default:
      return undefined
  }
}
