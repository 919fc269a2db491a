import { useFormat } from '@/format'
import { type LineNames, strokeOf } from './chart-parts'
import type { Colours } from './colours'
import classes from './forecast.module.css'
import { useForecastStrings } from './strings'
import type { Timeline } from './timeline'

interface Props {
  timeline: Timeline
  colours: Colours
  names: LineNames
  /** Days left out of fitting are shaded. */
  flagged: boolean
}

/** Says which line is which: by stroke as well as by colour. */
export function Legend({ timeline, colours, names, flagged }: Props) {
  const t = useForecastStrings()
  const format = useFormat()
  const widest = [...timeline.bands].sort((a, b) => a.level - b.level)
  return (
    <ul className={classes.legend}>
      <Entry name={names.forecast} colour={colours.forecast} />
      {widest.map(({ level }, at) => (
        <Entry
          key={level}
          name={t('lines.band', { level: format.percent(level) })}
          colour={`color-mix(in srgb, ${colours.forecast} ${at === 0 ? 34 : 16}%, transparent)`}
          style="area"
        />
      ))}
      {timeline.actual && <Entry name={names.actual} colour={colours.actual} />}
      {timeline.lines.map((line) => {
        const { color, type } = strokeOf(line, colours)
        return (
          <Entry
            key={`${line.kind} ${line.id}`}
            name={names.line(line)}
            colour={color}
            style={type === 'solid' ? undefined : type}
          />
        )
      })}
      {flagged && (
        <Entry
          name={t('lines.flagged')}
          colour={`color-mix(in srgb, ${colours.flag} 25%, transparent)`}
          style="area"
        />
      )}
    </ul>
  )
}

function Entry(props: { name: string; colour: string; style?: 'dotted' | 'dashed' | 'area' }) {
  return (
    <li>
      <span
        className={classes.swatch}
        data-style={props.style}
        style={{ '--swatch': props.colour } as React.CSSProperties}
        aria-hidden
      />
      {props.name}
    </li>
  )
}
