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

interface Props {
  reading: Reading
  /** Where the pointer is. */
  x: number
  width: number
}

/** The box beside the pointer, on the side where there is room. The table view holds the same numbers. */
export function Readout({ reading: { title, rows }, x, width }: Props) {
  const side = x > width / 2 ? { right: width - x + 12 } : { left: x + 12 }
  return (
    <div className={classes.readout} style={side} aria-hidden>
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
