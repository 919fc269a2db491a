import { BAND_OPACITY, type PlotBand, type PlotLine, type PlotShade } from './picture-of'
import classes from './plot.module.css'

interface Props {
  lines: readonly PlotLine[]
  bands: readonly PlotBand[]
  shades: readonly PlotShade[]
}

/** What the lines, bands and shaded stretches stand for. */
export function PlotLegend({ lines, bands, shades }: Props) {
  const stretches = [...new Set(shades.map(({ name }) => name))]
  return (
    <ul className={classes.legend}>
      {lines.map(({ name, colour, style = 'solid' }) => (
        <li key={name}>
          <span className={classes.stroke} style={{ borderTop: `2px ${style} ${colour}` }} />
          {name}
        </li>
      ))}
      {bands.map(({ name, colour, opacity = BAND_OPACITY }) => (
        <li key={name}>
          <span className={classes.area} style={{ background: colour, opacity: opacity + 0.1 }} />
          {name}
        </li>
      ))}
      {stretches.map((name) => (
        <li key={name}>
          <span className={`${classes.area} ${classes.shaded}`} />
          {name}
        </li>
      ))}
    </ul>
  )
}
