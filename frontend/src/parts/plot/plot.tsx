import { type PointerEvent, useMemo, useState } from 'react'
import { type Frame, placeAt } from './frame'
import { PlotLegend } from './legend'
import { type PlotBand, type PlotLine, type PlotShade, pictureOf } from './picture-of'
import classes from './plot.module.css'
import { acrossFrom, type ReadingRow, Readout } from './readout'
import { usePlotStrings } from './strings'
import { Surface } from './surface'
import { pageFont, useColour } from './tokens'
import { useSize } from './use-size'

export type { PlotBand, PlotLine, PlotShade } from './picture-of'

interface Props {
  /** What is drawn, in words. */
  label: string
  /** What each place is called where it is pointed at. */
  places: readonly string[]
  /** The words below the axis at a place. */
  axisText: (place: number) => string
  /** The places that may have words; all unless told otherwise. */
  ticks?: readonly number[]
  lines: readonly PlotLine[]
  bands?: readonly PlotBand[]
  shades?: readonly PlotShade[]
  /** Numbers on the axis, and where one is pointed at. */
  numberText: (value: number) => string
  valueText?: (value: number) => string
  height?: number
  /** The axis begins at zero unless told otherwise. */
  fromZero?: boolean
  /** Somebody chose a place. */
  onPlace?: (place: number) => void
}

const NONE: readonly never[] = []

/**
 * Lines over places, with bands and shaded stretches. A place is read by pointing
 * at it, or by the arrow keys.
 */
export function Plot(props: Props) {
  const { label, places, lines, bands = NONE, shades = NONE, onPlace, height = 240 } = props
  const t = usePlotStrings()
  const [box, size] = useSize()
  const [frame, setFrame] = useState<Frame>()
  const [at, setAt] = useState<number>()
  const picture = usePicture(props)
  const last = Math.max(0, places.length - 1)
  const place = at !== undefined && at < places.length ? at : undefined
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    if (frame) setAt(placeAt(frame, event.clientX - left))
  }
  const write = props.valueText ?? props.numberText
  const title = places[place ?? -1] ?? ''
  const rows = place === undefined ? NONE : readings(place, lines, bands, write)
  return (
    <div>
      <PlotLegend lines={lines} bands={bands} shades={shades} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys have the hidden slider below */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider takes Enter for a click */}
      <div
        ref={box}
        className={classes.box}
        style={{ height }}
        onPointerMove={point}
        onPointerLeave={() => setAt(undefined)}
        onClick={() => place !== undefined && onPlace?.(place)}
        data-choosable={onPlace ? true : undefined}
      >
        <Surface {...{ label, picture, last, size }} first={0} at={place} onFrame={setFrame} />
        {frame && place !== undefined && (
          <Readout reading={{ title, rows }} stand={acrossFrom(frame, place, size.width)} />
        )}
        <input
          type="range"
          className={classes.keys}
          aria-label={t('read', { label })}
          aria-valuetext={place === undefined ? label : inWords(title, rows)}
          min={0}
          max={last}
          value={place ?? 0}
          onChange={(event) => setAt(Number(event.currentTarget.value))}
          onFocus={() => setAt((old) => old ?? 0)}
          onBlur={() => setAt(undefined)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && place !== undefined) onPlace?.(place)
          }}
        />
      </div>
    </div>
  )
}

/** What is drawn, the same while nothing of it changes: reading a place draws nothing anew. */
function usePicture(props: Props) {
  const { places, lines, bands = NONE, shades = NONE, ticks, fromZero = true } = props
  const { axisText, numberText } = props
  const colour = useColour()
  const count = places.length
  return useMemo(() => {
    const font = pageFont()
    return pictureOf({
      ...{ count, lines, bands, shades, ticks, fromZero },
      ...{ axisText, numberText, colour, font },
    })
  }, [count, lines, bands, shades, ticks, fromZero, axisText, numberText, colour])
}

function readings(
  place: number,
  lines: readonly PlotLine[],
  bands: readonly PlotBand[],
  write: (value: number) => string,
): ReadingRow[] {
  const ofLines = lines.flatMap(({ name, colour, values }) => {
    const value = values[place]
    return value == null ? [] : [{ name, colour, value: write(value) }]
  })
  const ofBands = bands.flatMap(({ name, colour, lo, hi }) => {
    const [low, high] = [lo[place], hi[place]]
    return low == null || high == null
      ? []
      : [{ name, colour, value: `${write(low)} – ${write(high)}` }]
  })
  return [...ofLines, ...ofBands]
}

function inWords(place: string, rows: readonly ReadingRow[]): string {
  return [place, ...rows.map(({ name, value }) => `${name} ${value}`)].join(', ')
}
