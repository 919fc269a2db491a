import { useMemo } from 'react'
import classes from './plot.module.css'
import { bandPath, extent, fitting, linePath, lonely, roundTicks, type Values } from './scale'

/** A line: a value for every place, or nothing where nothing is known. */
export interface PlotLine {
  readonly name: string
  readonly values: Values
  /** A colour of the tokens: var(--primary-text). */
  readonly colour: string
  readonly style?: 'dashed' | 'dotted'
}

/** The space between two lines. */
export interface PlotBand {
  readonly name: string
  readonly lo: Values
  readonly hi: Values
  readonly colour: string
  readonly opacity?: number
}

/** A stretch of places that is set apart. */
export interface PlotShade {
  readonly name: string
  readonly from: number
  readonly to: number
}

interface Props {
  label: string
  places: readonly string[]
  axisText: (place: number) => string
  ticks?: readonly number[]
  lines: readonly PlotLine[]
  bands?: readonly PlotBand[]
  shades?: readonly PlotShade[]
  numberText: (value: number) => string
  height?: number
  fromZero?: boolean
  width: number
  left: number
  right: number
  /** The place that is pointed at. */
  at: number | undefined
}

const TOP = 10
const BOTTOM = 24
const TICK_PX = 72
const DASHES = { dashed: '6 4', dotted: '2 3' }

/** The picture itself, in pixels of the page. */
export function Drawing(props: Props) {
  const { label, places, axisText, lines, bands = [], shades = [], numberText } = props
  const { height = 240, fromZero = true, width, left, right, at } = props
  const inner = Math.max(1, width - left - right)
  const levels = useMemo(() => levelsOf(lines, bands, fromZero), [lines, bands, fromZero])
  const [low, high] = [levels[0] ?? 0, levels.at(-1) ?? 1]
  const x = (place: number) => left + (inner * place) / Math.max(1, places.length - 1)
  const y = (value: number) =>
    TOP + (height - TOP - BOTTOM) * (1 - (value - low) / (high - low || 1))
  const candidates = props.ticks ?? places.map((_, i) => i)
  const half = inner / Math.max(1, places.length - 1) / 2
  return (
    <svg className={classes.drawing} role="img" aria-label={label} width={width} height={height}>
      {shades.map(({ name, from, to }) => (
        <rect
          key={`${name} ${from}`}
          className={classes.shade}
          x={Math.max(left, x(from) - half)}
          width={Math.max(2, Math.min(left + inner, x(to) + half) - Math.max(left, x(from) - half))}
          y={TOP}
          height={height - TOP - BOTTOM}
        />
      ))}
      {levels.map((level) => (
        <g key={level}>
          <line className={classes.rule} x1={left} x2={left + inner} y1={y(level)} y2={y(level)} />
          <text className={classes.words} x={left - 8} y={y(level) + 4} textAnchor="end">
            {numberText(level)}
          </text>
        </g>
      ))}
      {low < 0 && high > 0 && (
        <line className={classes.zero} x1={left} x2={left + inner} y1={y(0)} y2={y(0)} />
      )}
      {fitting(candidates, inner, TICK_PX).map((place) => (
        <text
          key={place}
          className={classes.words}
          x={x(place)}
          y={height - 6}
          textAnchor={anchorOf(x(place), left, left + inner)}
        >
          {axisText(place)}
        </text>
      ))}
      {bands.map(({ name, lo, hi, colour, opacity = 0.16 }) => (
        <path key={name} d={bandPath(lo, hi, x, y)} fill={colour} opacity={opacity} />
      ))}
      {lines.map((line) => (
        <Line key={line.name} line={line} x={x} y={y} />
      ))}
      {at !== undefined && (
        <line className={classes.pointer} x1={x(at)} x2={x(at)} y1={TOP} y2={height - BOTTOM} />
      )}
    </svg>
  )
}

function Line(props: { line: PlotLine; x: (at: number) => number; y: (v: number) => number }) {
  const { line, x, y } = props
  const { name, values, colour, style } = line
  return (
    <>
      <path
        d={linePath(values, x, y)}
        fill="none"
        stroke={colour}
        strokeWidth={1.75}
        strokeDasharray={style && DASHES[style]}
        strokeLinejoin="round"
      />
      {lonely(values).map((place) => (
        <circle
          key={`${name} ${place}`}
          cx={x(place)}
          cy={y(values[place] ?? 0)}
          r={2.5}
          fill={colour}
        />
      ))}
    </>
  )
}

function levelsOf(
  lines: readonly PlotLine[],
  bands: readonly PlotBand[],
  fromZero: boolean,
): number[] {
  const all = [...lines.map(({ values }) => values), ...bands.flatMap(({ lo, hi }) => [lo, hi])]
  const [low, high] = extent(all) ?? [0, 1]
  return fromZero ? roundTicks(Math.min(0, low), Math.max(0, high), 4) : roundTicks(low, high, 4)
}

// words at the ends stay inside the picture
function anchorOf(x: number, first: number, last: number): 'start' | 'middle' | 'end' {
  if (x < first + 30) return 'start'
  return x > last - 30 ? 'end' : 'middle'
}
