import { useMemo, useState } from 'react'
import type { Frame } from '@/parts/plot/frame'
import { beside, Readout } from '@/parts/plot/readout'
import { Surface } from '@/parts/plot/surface'
import { useSize } from '@/parts/plot/use-size'
import type { ChartParts } from './chart-parts'
import classes from './draw/draw.module.css'
import { Overview } from './draw/overview'
import { forecastPicture } from './draw/picture'
import { useGestures } from './draw/use-gestures'
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

/** A line chart with bands: moved by dragging, zoomed by Ctrl and the wheel or two fingers. */
export function Chart({ parts, label, height, onRange, onFrame }: Props) {
  const { timeline, range } = parts
  const count = timeline.places.length
  const [box, size] = useSize()
  const [frame, setFrame] = useState<Frame>()
  const control = useSpan(range, timeline.places, onRange)
  const [first, last] = control.span
  const picture = useMemo(() => forecastPicture(parts), [parts])
  const { at, handlers } = useGestures(box, frame, count, control)
  const place = at !== undefined && at < count ? at : undefined
  return (
    <>
      <div ref={box} className={classes.box} style={{ height }} {...handlers}>
        <Surface
          {...{ label, picture, first, last, size }}
          at={place}
          onFrame={(next) => {
            setFrame(next)
            onFrame?.(next)
          }}
        />
        {frame && place !== undefined && (
          <Readout reading={parts.readingAt(place)} stand={beside(frame, place, size.width)} />
        )}
      </div>
      {frame && <Overview {...{ timeline, control, frame }} />}
    </>
  )
}
