import { Group, Text } from '@mantine/core'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Status } from '@/parts/status'
import { useRowName } from './frame'
import classes from './judged.module.css'
import type { Funnel } from './queries'
import { useJudgedStrings } from './strings'

const WIDTH = 720
const HEIGHT = 320
const PAD = 44
const WATCH = 1.96
const OUT = 3.09

/** The ratios that get a line: halves or wholes, six at most. */
function ticks(top: number): number[] {
  const step = Math.max(0.5, Math.ceil(top / 6))
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step)
}

/** Errors found over those expected, by how many were expected, between the lines of chance. */
export function FunnelPlot({ funnel }: { funnel: Funnel }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const { sizes, points } = funnel
  const numbers = (list: readonly (number | null)[]) => list.map((value) => value ?? 0)
  const [least, most] = [sizes[0] ?? 0, sizes.at(-1) ?? 1]
  const top = 1.1 * Math.max(...numbers(funnel.hi998), ...points.map(({ ratio }) => ratio))
  const x = (size: number) => PAD + ((size - least) / (most - least || 1)) * (WIDTH - PAD - 90)
  const y = (ratio: number) => HEIGHT - PAD - (ratio / top) * (HEIGHT - 2 * PAD + 16)
  const line = (list: readonly (number | null)[]) =>
    numbers(list)
      .map((value, i) => `${i === 0 ? 'M' : 'L'}${x(sizes[i] ?? 0)} ${y(value)}`)
      .join('')
  const standing = (z: number) =>
    Math.abs(z) > OUT ? 'outside' : Math.abs(z) > WATCH ? 'look' : 'within'
  return (
    <>
      <Text c="dimmed" maw={860} mb="xs">
        {t('funnelText')}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className={classes.scroll} aria-label={t('ratio')} tabIndex={0}>
        <svg
          className={classes.funnel}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={t('funnel')}
        >
          {ticks(top).map((ratio) => (
            <g key={ratio}>
              <line
                x1={PAD}
                x2={WIDTH - 90}
                y1={y(ratio)}
                y2={y(ratio)}
                stroke={ratio === 1 ? 'var(--muted)' : 'var(--line)'}
              />
              <text x={8} y={y(ratio) + 4}>
                {format.fixed(ratio, 1)}
              </text>
            </g>
          ))}
          {[funnel.lo998, funnel.hi998].map((list, i) => (
            <path
              key={i === 0 ? 'lo998' : 'hi998'}
              d={line(list)}
              fill="none"
              stroke="var(--bad)"
            />
          ))}
          {[funnel.lo95, funnel.hi95].map((list, i) => (
            <path
              key={i === 0 ? 'lo95' : 'hi95'}
              d={line(list)}
              fill="none"
              stroke="var(--warn)"
              strokeDasharray="5 4"
            />
          ))}
          {points.map((point) => (
            <g key={point.employerId}>
              <circle cx={x(point.expected)} cy={y(point.ratio)} r={5} fill="var(--primary-text)" />
              <text x={x(point.expected) + 8} y={y(point.ratio) + 4}>
                {name(point.employerId)}
              </text>
            </g>
          ))}
          <text x={PAD} y={HEIGHT - 8}>
            {t('expected')}
            {colon()}
            {format.number(least, 1)} – {format.number(most, 1)}
          </text>
          <text x={4} y={14}>
            {t('ratio')}
          </text>
          <text x={WIDTH - 84} y={y(funnel.hi998.at(-1) ?? top) + 4}>
            {format.percent(0.998, 1)}
          </text>
          <text x={WIDTH - 84} y={y(funnel.hi95.at(-1) ?? top) + 4}>
            {format.percent(0.95)}
          </text>
        </svg>
      </section>
      <Group gap="lg">
        {points.map((point) => {
          const word = standing(point.adjusted)
          return (
            <span key={point.employerId}>
              {name(point.employerId)} {format.number(point.ratio, 2)}{' '}
              <Status standing={word === 'outside' ? 'bad' : word === 'look' ? 'warn' : 'ok'}>
                {t(word)}
              </Status>
            </span>
          )
        })}
      </Group>
    </>
  )
}
