import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import { clockOf } from './clock'
import { intervalsQuery, type SimulationIntervals, type SimulationReport } from './queries'
import type { VARIANTS } from './route'
import { useSimulationStrings } from './strings'

interface Props {
  report: SimulationReport
  variant: (typeof VARIANTS)[number]
  queue: number
  onQueue: (queue: number) => void
}

/** The service level of one queue by interval, with how little one interval says. */
export function IntervalsPanel({ report, variant, queue, onQueue }: Props) {
  const t = useSimulationStrings()
  const query = useQuery({
    ...intervalsQuery(report.id, variant),
    placeholderData: keepPreviousData,
  })
  return (
    <Panel
      title={t('intervals.title')}
      actions={
        report.queues.length > 1 && (
          <Select
            aria-label={t('intervals.queue')}
            allowDeselect={false}
            value={String(queue)}
            data={report.queues.map(({ name }, i) => ({ value: String(i), label: name }))}
            onChange={(value) => onQueue(Number(value))}
          />
        )
      }
    >
      <Loaded query={query}>
        {(intervals) => <Levels intervals={intervals} report={report} queue={queue} />}
      </Loaded>
    </Panel>
  )
}

function Levels(props: {
  intervals: SimulationIntervals
  report: SimulationReport
  queue: number
}) {
  const { intervals, report, queue } = props
  const t = useSimulationStrings()
  const format = useFormat()
  const clock = clockOf(format, report.start, report.zone)
  const found = intervals.queues[queue] ?? intervals.queues[0]
  if (!found) return null
  const { serviceLevel, serviceLevelSe, offered } = found
  // intervals in which nobody calls are left out, at night above all
  const shown = offered.flatMap((count, i) => ((count ?? 0) > 0 ? [i] : []))
  const at = (i: number) => clock(i * intervals.intervalS)
  const days = report.days ?? 1
  const limit = (i: number, side: number) => {
    const [level, se] = [serviceLevel[i], serviceLevelSe[i]]
    if (level == null) return null
    return Math.max(0, Math.min(1, level + side * 2 * (se ?? 0)))
  }
  return (
    <Plot
      label={`${t('intervals.label')}${colon()}${found.name}`}
      places={shown.map((i) => (days > 1 ? `${at(i).day} ${at(i).time}` : at(i).time))}
      axisText={(place) => at(shown[place] ?? 0).time}
      lines={[
        {
          name: t('intervals.level'),
          values: shown.map((i) => serviceLevel[i] ?? null),
          colour: 'var(--primary-text)',
        },
      ]}
      bands={[
        {
          name: t('intervals.band'),
          lo: shown.map((i) => limit(i, -1)),
          hi: shown.map((i) => limit(i, 1)),
          colour: 'var(--primary-text)',
        },
      ]}
      numberText={(value) => format.percent(value)}
      valueText={(value) => format.percent(value, 1)}
      height={220}
    />
  )
}
