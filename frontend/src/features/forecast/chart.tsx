import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { type Frame, xOf } from './adjust/frame'
import type { ChartParts } from './chart-parts'
import classes from './draw/draw.module.css'
import { Overview } from './draw/overview'
import { fontOf, paint } from './draw/paint'
import { Readout } from './draw/readout'
import { type Scene, type Size, sceneOf } from './draw/scene'
import { useGestures } from './draw/use-gestures'
import { useSize } from './draw/use-size'
import { useSpan } from './draw/use-span'

interface Props {
  parts: ChartParts
  /** Says in words what is drawn; the same numbers stand in the table view. */
  label: string
  height: number | string
  /** First and last place in sight, when somebody zooms or moves. */
  onRange: (first: number, last: number) => void
  /** Where the plot lies, whenever that changes: for what is laid on top of it. */
  onFrame?: (frame: Frame) => void
}

/** A line chart with bands, drawn on a canvas: moved by dragging, zoomed by Ctrl and the wheel or two fingers. */
export function Chart({ parts, label, height, onRange, onFrame }: Props) {
  const { timeline, range } = parts
  const count = timeline.places.length
  const [box, size] = useSize()
  const canvas = useRef<HTMLCanvasElement>(null)
  const control = useSpan(range, timeline.places, onRange)
  const [first, last] = control.span
  const widthOf = useTextWidth(canvas, fontOf(parts))
  const scene = useMemo(
    () => (size.width > 0 ? sceneOf(parts, [first, last], size, widthOf) : undefined),
    [parts, first, last, size, widthOf],
  )
  usePainted(canvas, parts, scene, size)
  useTold(scene?.frame, onFrame)
  const { at, handlers } = useGestures(box, scene?.frame, count, control)
  const x = scene && at !== undefined ? xOf(scene.frame, at) : undefined
  return (
    <>
      <div ref={box} className={classes.box} style={{ height }} {...handlers}>
        <canvas ref={canvas} className={classes.canvas} role="img" aria-label={label} />
        {scene && at !== undefined && x !== undefined && at < count && (
          <>
            <div
              className={classes.pointer}
              style={{ left: x, top: scene.frame.top, height: scene.frame.height }}
            />
            <Readout reading={parts.readingAt(at)} x={x} width={size.width} />
          </>
        )}
      </div>
      {scene && <Overview {...{ timeline, control }} frame={scene.frame} />}
    </>
  )
}

type Canvas = React.RefObject<HTMLCanvasElement | null>

/** Measures words as the canvas will write them, each once. */
function useTextWidth(canvas: Canvas, font: string): (text: string) => number {
  return useMemo(() => {
    const known = new Map<string, number>()
    return (text) => {
      const found = known.get(text)
      if (found !== undefined) return found
      const brush = canvas.current?.getContext('2d')
      if (!brush) return 0
      brush.font = font
      const { width } = brush.measureText(text)
      known.set(text, width)
      return width
    }
  }, [canvas, font])
}

/** Keeps the canvas painted, as sharp as the screen is. */
function usePainted(canvas: Canvas, parts: ChartParts, scene: Scene | undefined, size: Size) {
  useLayoutEffect(() => {
    const element = canvas.current
    const brush = element?.getContext('2d')
    if (!element || !brush || !scene) return
    const ratio = window.devicePixelRatio || 1
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)]
    // setting a size clears the canvas and its state, so only where it changed
    if (element.width !== width || element.height !== height) {
      element.width = width
      element.height = height
    }
    brush.setTransform(ratio, 0, 0, ratio, 0, 0)
    paint(brush, parts, scene, size)
  }, [canvas, parts, scene, size])
}

function useTold(frame: Frame | undefined, onFrame: ((frame: Frame) => void) | undefined) {
  const told = useRef('')
  useEffect(() => {
    const text = JSON.stringify(frame)
    if (!frame || text === told.current) return
    told.current = text
    onFrame?.(frame)
  }, [frame, onFrame])
}
