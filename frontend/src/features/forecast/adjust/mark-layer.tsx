import { type KeyboardEvent, useState } from 'react'
import { useFormat } from '@/format'
import { boxOf, type Frame, placeAt, xOf, yOf } from '@/parts/plot/frame'
import { placeText } from '../place-words'
import { useForecastStrings } from '../strings'
import type { Timeline } from '../timeline'
import classes from './adjust.module.css'
import { draggedFactor, nudged } from './lift'
import type { Mark } from './mark'
import { useDrag } from './use-drag'

interface Props {
  frame: Frame
  timeline: Timeline
  /** Pressing and dragging marks places instead of moving the chart. */
  marking: boolean
  mark: Mark | undefined
  /** What the marked places are multiplied by. */
  factor: number
  onMark: (a: number, b: number) => void
  onFactor: (factor: number) => void
  onResize: (end: 'from' | 'to', places: number) => void
  onClear: () => void
}

/** Lies on the plot: marks places by a drag or two clicks, and lifts what is marked. */
export function MarkLayer(props: Props) {
  const { frame, marking, mark, onMark } = props
  const [anchor, setAnchor] = useState<number>()
  const at = (x: number) => placeAt(frame, x + frame.left)
  const [start, setStart] = useState(0)
  const drag = useDrag({
    onStart: (x) => setStart(at(x)),
    onMove: ({ x }) => onMark(start, at(x)),
    onEnd: ({ x }, moved) => {
      onMark(moved ? start : (anchor ?? at(x)), at(x))
      // a click waits for a second one that ends the stretch
      setAnchor(moved || anchor !== undefined ? undefined : at(x))
    },
  })
  const { left, top, width, height } = frame
  return (
    <div className={classes.layer}>
      {marking && (
        <div className={classes.catcher} style={{ left, top, width, height }} {...drag} />
      )}
      {mark && <Marked {...props} mark={mark} />}
    </div>
  )
}

function Marked(props: Props & { mark: Mark }) {
  const { frame, timeline, mark, factor, onFactor, onResize, onClear } = props
  const t = useForecastStrings()
  const format = useFormat()
  const [held, setHeld] = useState<number>()
  const peak = Math.max(0, ...timeline.forecast.slice(mark.first, mark.last + 1).map((v) => v ?? 0))
  const shown = held ?? factor
  const drag = useDrag({
    onMove: ({ up }) => setHeld(draggedFactor(frame, peak, factor, up)),
    onEnd: ({ up }, moved) => {
      setHeld(undefined)
      if (moved) onFactor(draggedFactor(frame, peak, factor, up))
    },
    onCancel: () => setHeld(undefined),
  })
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key]
    if (event.key === 'Escape') return onClear()
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onFactor(nudged(factor, step))
  }
  const { x, width } = boxOf(frame, mark.first, mark.last)
  if (width <= 0) return null
  const change = format.signedPercent(shown - 1)
  return (
    <>
      <div
        className={classes.box}
        style={{ left: x, top: frame.top, width, height: frame.height }}
        {...drag}
      />
      {held !== undefined && <Ghost frame={frame} timeline={timeline} mark={mark} factor={held} />}
      <div
        role="slider"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t('mark.lift')}
        aria-valuemin={-100}
        aria-valuemax={400}
        aria-valuenow={Math.round((shown - 1) * 100)}
        aria-valuetext={change}
        className={classes.grip}
        style={{ left: x + width / 2, top: frame.top + 4 }}
        onKeyDown={keys}
        {...drag}
      >
        ↕ {change}
      </div>
      {(['from', 'to'] as const).map((end) => (
        <Edge key={end} {...{ frame, timeline, mark, end, onResize }} />
      ))}
    </>
  )
}

/** What the marked places would be, while they are being dragged. */
function Ghost({
  frame,
  timeline,
  mark,
  factor,
}: Pick<Props, 'frame' | 'timeline' | 'factor'> & { mark: Mark }) {
  const points = timeline.forecast
    .slice(mark.first, mark.last + 1)
    .map((value, i) => `${xOf(frame, mark.first + i)},${yOf(frame, (value ?? 0) * factor)}`)
  return (
    <svg className={classes.ghost} aria-hidden="true">
      <polyline points={points.join(' ')} />
    </svg>
  )
}

interface EdgeProps extends Pick<Props, 'frame' | 'timeline' | 'onResize'> {
  mark: Mark
  end: 'from' | 'to'
}

// the ends keep clear of the grip above them
const GRIP_PX = 36

/** One end of what is marked, moved by a drag or by keys. */
function Edge({ frame, timeline, mark, end, onResize }: EdgeProps) {
  const t = useForecastStrings()
  const format = useFormat()
  const place = end === 'from' ? mark.first : mark.last
  const perPlace = frame.width / Math.max(1, frame.last - frame.first)
  const drag = useDrag({
    onEnd: ({ right }, moved) => moved && onResize(end, Math.round(right / perPlace)),
  })
  const { x, width } = boxOf(frame, mark.first, mark.last)
  const value = timeline.places[place]
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onResize(end, step)
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t(`mark.${end}`)}
      aria-valuemin={0}
      aria-valuemax={timeline.places.length - 1}
      aria-valuenow={place}
      aria-valuetext={value ? placeText(format, value) : ''}
      className={classes.edge}
      data-end={end}
      style={{
        left: end === 'from' ? x : x + width,
        top: frame.top + GRIP_PX,
        height: frame.height - GRIP_PX,
      }}
      onKeyDown={keys}
      {...drag}
    />
  )
}
