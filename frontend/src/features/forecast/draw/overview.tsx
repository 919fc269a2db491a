import { useMemo, useRef } from 'react'
import type { Frame } from '@/parts/plot/frame'
import type { Span } from '@/parts/plot/picture'
import { useDrag } from '../adjust/use-drag'
import type { Values } from '../curve'
import type { Timeline } from '../timeline'
import classes from './draw.module.css'
import { bounded, panned } from './span'
import type { SpanControl } from './use-span'

interface Props {
  timeline: Timeline
  frame: Frame
  control: SpanControl
}

const HEIGHT = 26

/**
 * All there is in small, with what is in sight as a window to drag. Keys and
 * buttons do the same, so it is for pointers only.
 */
export function Overview({ timeline, frame, control }: Props) {
  const count = timeline.places.length
  const { left, width } = frame
  const path = useMemo(() => silhouette(timeline, width), [timeline, width])
  const perPlace = width / Math.max(1, count - 1)
  const [first, last] = control.span
  const window = useSpanDrag(control, perPlace, (span, by) => panned(span, by, count))
  const from = useSpanDrag(control, perPlace, ([a, b], by) =>
    bounded([Math.min(a + by, b - 1), b], count),
  )
  const to = useSpanDrag(control, perPlace, ([a, b], by) =>
    bounded([a, Math.min(count - 1, Math.max(b + by, a + 1))], count),
  )
  return (
    <div className={classes.overview} style={{ marginLeft: left, width }} aria-hidden>
      <svg width={width} height={HEIGHT} aria-hidden="true">
        <path d={path} />
      </svg>
      <div
        className={classes.window}
        style={{ left: first * perPlace, width: Math.max(4, (last - first) * perPlace) }}
        {...window}
      />
      <div className={classes.end} style={{ left: first * perPlace }} {...from} />
      <div className={classes.end} style={{ left: last * perPlace }} {...to} />
    </div>
  )
}

/** A drag that changes what is in sight, from what it was when the drag began. */
function useSpanDrag(
  control: SpanControl,
  perPlace: number,
  change: (span: Span, places: number) => Span,
) {
  const start = useRef<Span>(control.span)
  return useDrag({
    onStart: () => {
      start.current = control.span
    },
    onMove: ({ right }) => control.follow(change(start.current, right / perPlace)),
    onEnd: ({ right }, moved) => moved && control.settle(change(start.current, right / perPlace)),
    onCancel: () => control.settle(start.current),
  })
}

/** What happened and what is forecast as one outline, the highest value a pixel. */
export function silhouette({ forecast, actual }: Timeline, width: number): string {
  const columns = Math.max(1, Math.min(Math.floor(width), forecast.length))
  const tops = new Array<number>(columns).fill(0)
  const take = (values: Values | undefined) =>
    values?.forEach((value, i) => {
      const column = Math.floor((i * columns) / forecast.length)
      tops[column] = Math.max(tops[column] ?? 0, value ?? 0)
    })
  take(actual)
  take(forecast)
  const highest = Math.max(...tops, Number.MIN_VALUE)
  const points = tops.map((top, i) => {
    const x = (i * width) / Math.max(1, columns - 1)
    return `${x.toFixed(1)},${(HEIGHT * (1 - (0.92 * top) / highest)).toFixed(1)}`
  })
  return `M0,${HEIGHT}L${points.join('L')}L${width.toFixed(1)},${HEIGHT}Z`
}
