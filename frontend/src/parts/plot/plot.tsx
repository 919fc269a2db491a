import { type PointerEvent, useState } from 'react'
import { Drawing, type PlotBand, type PlotLine, type PlotShade } from './drawing'
import { PlotLegend } from './legend'
import classes from './plot.module.css'
import { usePlotStrings } from './strings'
import { useWidth } from './use-width'

export type { PlotBand, PlotLine, PlotShade } from './drawing'

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

const LEFT = 56
const RIGHT = 12

/**
 * Lines over places, with bands and shaded stretches: a light drawing for
 * hundreds of points. A place is read by pointing at it, or by the arrow keys.
 */
export function Plot(props: Props) {
  const { label, places, lines, bands = [], shades = [], numberText, valueText, onPlace } = props
  const t = usePlotStrings()
  const [box, width] = useWidth()
  const [at, setAt] = useState<number>()
  const place = at !== undefined && at < places.length ? at : undefined
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - left - LEFT) / Math.max(1, width - LEFT - RIGHT)
    setAt(Math.min(places.length - 1, Math.max(0, Math.round(share * (places.length - 1)))))
  }
  const write = valueText ?? numberText
  const rows = place === undefined ? [] : readings(place, lines, bands, write)
  const words = place === undefined ? '' : inWords(places[place] ?? '', rows)
  return (
    <div>
      <PlotLegend lines={lines} bands={bands} shades={shades} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys have the hidden slider below */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider takes Enter for a click */}
      <div
        ref={box}
        className={classes.box}
        onPointerMove={point}
        onPointerLeave={() => setAt(undefined)}
        onClick={() => place !== undefined && onPlace?.(place)}
        data-choosable={onPlace ? true : undefined}
      >
        <Drawing {...props} width={width} left={LEFT} right={RIGHT} at={place} />
        {place !== undefined && (
          <Readout title={places[place] ?? ''} rows={rows} late={place > places.length / 2} />
        )}
        <input
          type="range"
          className={classes.keys}
          aria-label={t('read', { label })}
          aria-valuetext={words || label}
          min={0}
          max={Math.max(0, places.length - 1)}
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

interface Reading {
  readonly name: string
  readonly colour: string
  readonly value: string
}

function readings(
  place: number,
  lines: readonly PlotLine[],
  bands: readonly PlotBand[],
  write: (value: number) => string,
): Reading[] {
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

function inWords(place: string, rows: readonly Reading[]): string {
  return [place, ...rows.map(({ name, value }) => `${name} ${value}`)].join(', ')
}

/** The figures of the place that is pointed at, on the side where they hide nothing. */
function Readout(props: { title: string; rows: readonly Reading[]; late: boolean }) {
  return (
    <div className={classes.readout} data-late={props.late || undefined} aria-hidden>
      <b>{props.title}</b>
      {props.rows.map(({ name, colour, value }) => (
        <div key={name}>
          <span className={classes.dot} style={{ background: colour }} />
          {name} <b>{value}</b>
        </div>
      ))}
    </div>
  )
}
