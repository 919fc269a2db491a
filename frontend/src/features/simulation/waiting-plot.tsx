import { useFormat } from '@/format'
import { Plot } from '@/parts/plot/plot'
import type { SimulationCourse } from './queries'
import { useSimulationStrings } from './strings'

interface Props {
  course: SimulationCourse
  track: 'first' | 'mean'
  /** The samples of the day on screen. */
  first: number
  count: number
  at: number
  timeAt: (sample: number) => string
  onPlace: (at: number) => void
}

const COLOURS = ['var(--primary-text)', 'var(--bad)', 'var(--ok)', 'var(--other)', 'var(--warn)']
const HOUR_S = 3600

/** The lines of waiting contacts through the day, with the moment on screen. */
export function WaitingPlot({ course, track, first, count, at, timeAt, onPlace }: Props) {
  const t = useSimulationStrings()
  const format = useFormat()
  const places = Array.from({ length: count }, (_, i) => timeAt(first + i))
  const hour = Math.max(1, Math.round(HOUR_S / course.stepS))
  const digits = track === 'mean' ? 2 : 0
  return (
    <Plot
      label={t('day.chart')}
      places={places}
      axisText={(i) => places[i] ?? ''}
      ticks={places.flatMap((_, i) => ((first + i + 1) % hour === 0 ? [i] : []))}
      lines={course.queues.map(({ name, waiting }, i) => ({
        name,
        values: waiting[track].slice(first, first + count),
        colour: COLOURS[i % COLOURS.length] ?? 'var(--text)',
      }))}
      shades={[{ name: t('day.now'), from: at, to: at }]}
      numberText={(value) => format.number(value, 1)}
      valueText={(value) => format.number(value, digits)}
      height={200}
      onPlace={onPlace}
    />
  )
}
