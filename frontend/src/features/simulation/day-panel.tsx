import { Button, Group, SegmentedControl, Select, Slider } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { clockOf } from './clock'
import { Floor } from './floor'
import { courseQuery, type SimulationCourse, type SimulationReport } from './queries'
import { useSimulationStrings } from './strings'
import { WaitingPlot } from './waiting-plot'

type Track = 'first' | 'mean'

interface Props {
  report: SimulationReport
  track: Track
  onTrack: (track: Track) => void
}

/** The day's queues and agents as time goes by: to watch, or to walk through by the slider. */
export function DayPanel({ report, track, onTrack }: Props) {
  const t = useSimulationStrings()
  const query = useQuery(courseQuery(report.id))
  return (
    <Panel
      title={t('day.title')}
      actions={
        <SegmentedControl
          aria-label={t('day.which')}
          value={track}
          onChange={(value) => onTrack(value === 'mean' ? 'mean' : 'first')}
          data={[
            { value: 'first', label: t('day.first') },
            { value: 'mean', label: t('day.mean') },
          ]}
        />
      }
    >
      <Loaded query={query}>
        {(course) => course.queues.length > 0 && <Play course={course} track={track} />}
      </Loaded>
    </Panel>
  )
}

const TICK_MS = 100
const DAY_S = 86_400

function Play({ course, track }: { course: SimulationCourse; track: Track }) {
  const t = useSimulationStrings()
  const format = useFormat()
  const clock = clockOf(format, course.start, course.zone)
  const samples = course.queues[0]?.waiting.mean.length ?? 0
  const aDay = Math.max(1, Math.round(DAY_S / course.stepS))
  const days = Math.ceil(samples / aDay)
  const [day, setDay] = useState(0)
  const { first, count } = attended(course, day * aDay, Math.min(samples, (day + 1) * aDay))
  const [moved, setAt] = useState(0)
  const at = Math.min(moved, count - 1)
  const [playing, setPlaying] = useState(false)
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(
      () =>
        setAt((now) => {
          if (now < count - 1) return now + 1
          setPlaying(false)
          return count - 1
        }),
      TICK_MS,
    )
    return () => clearInterval(timer)
  }, [playing, count])
  const sample = Math.min(first + at, samples - 1)
  const timeAt = (i: number) => clock((i + 1) * course.stepS)
  const now = timeAt(sample)
  return (
    <>
      <Group gap="md" mb="md" wrap="wrap">
        <Button
          variant="default"
          onClick={() => {
            if (!playing && at >= count - 1) setAt(0)
            setPlaying(!playing)
          }}
        >
          {t(playing ? 'day.pause' : 'day.play')}
        </Button>
        {days > 1 && (
          <Select
            aria-label={t('day.dayOf')}
            w={180}
            allowDeselect={false}
            value={String(day)}
            data={Array.from({ length: days }, (_, i) => ({
              value: String(i),
              label: clock(i * DAY_S + course.stepS).day || String(i + 1),
            }))}
            onChange={(value) => setDay(Number(value))}
          />
        )}
        <Slider
          style={{ flex: '1 1 200px' }}
          min={0}
          max={Math.max(1, count - 1)}
          value={at}
          onChange={setAt}
          label={() => now.time}
          thumbLabel={t('day.at')}
        />
        <b style={{ minWidth: 52, fontVariantNumeric: 'tabular-nums' }}>{now.time}</b>
      </Group>
      <Floor course={course} track={track} sample={sample} />
      <WaitingPlot
        course={course}
        track={track}
        first={first}
        count={count}
        at={at}
        timeAt={(i) => timeAt(i).time}
        onPlace={setAt}
      />
    </>
  )
}

// The samples of a day from the first to the last in which somebody works or waits.
function attended({ queues, groups }: SimulationCourse, from: number, to: number) {
  const tracks = [
    ...queues.map(({ waiting }) => waiting.mean),
    ...groups.flatMap(({ busy, idle }) => [busy.mean, idle.mean]),
  ]
  const alive = (sample: number) => tracks.some((track) => (track[sample] ?? 0) > 0)
  let [first, last] = [from, to - 1]
  while (first < last && !alive(first)) first++
  while (last > first && !alive(last)) last--
  return { first, count: last - first + 1 }
}
