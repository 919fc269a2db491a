import { type Frame, xOf } from './frame'
import classes from './plot.module.css'

/** The figures of one place. */
export interface Reading {
  readonly title: string
  readonly rows: readonly ReadingRow[]
}

export interface ReadingRow {
  readonly name: string
  readonly value: string
  /** Of its line; a band has none. */
  readonly colour?: string
}

/** Where a box of figures stands in the picture, and how wide it may be. */
interface Stand {
  readonly left?: number
  readonly right?: number
  readonly maxWidth: number
}

const GAP = 12

/** Beside a place, on the side where there is more room. */
export function beside(frame: Frame, place: number, width: number): Stand {
  const x = xOf(frame, place)
  return x > width / 2
    ? { right: width - x + GAP, maxWidth: x - GAP }
    : { left: x + GAP, maxWidth: width - x - GAP }
}

/** At the other end of the plot, where it hides nothing around a place. */
export function acrossFrom(frame: Frame, place: number, width: number): Stand {
  const { left, width: inner } = frame
  const maxWidth = inner - 2 * GAP
  return xOf(frame, place) > left + inner / 2
    ? { left: left + GAP, maxWidth }
    : { right: width - left - inner + GAP, maxWidth }
}

/** A box with the figures of a place. Keys read them too, and tables hold the same numbers. */
export function Readout(props: { reading: Reading; stand: Stand }) {
  const { title, rows } = props.reading
  return (
    <div className={classes.readout} style={props.stand} aria-hidden>
      <b>{title}</b>
      {rows.map(({ name, value, colour }) => (
        <div key={name}>
          <span>
            <i style={{ background: colour ?? 'transparent' }} />
            {name}
          </span>
          <b>{value}</b>
        </div>
      ))}
    </div>
  )
}
