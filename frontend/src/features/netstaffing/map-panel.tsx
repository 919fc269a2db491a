import { Group, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { HeatMap } from '@/features/staffing/heat-map'
import { layoutOf } from '@/features/staffing/layout'
import { css, shade } from '@/features/staffing/paint'
import { usePalette } from '@/features/staffing/palette'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { cellText, figuresOf, fullText, openOf, strengthOf, valuesOf } from './map-values'
import classes from './netstaffing.module.css'
import { type NetIntervals, type NetReport, netIntervalsQuery } from './queries'
import { FIGURES, type Figure, type NetSearch } from './route'
import { useNetStrings } from './strings'

interface Props {
  report: NetReport
  queue: number | undefined
  figure: Figure
  onShow: (change: Partial<NetSearch>) => void
}

/** Where a queue, or all together, have too few people and where to spare. */
export function MapPanel({ report, queue, figure, onShow }: Props) {
  const t = useNetStrings()
  const query = useQuery(netIntervalsQuery(report.id))
  const known = report.queues.find(({ queueId }) => queueId === queue)
  const figures = figuresOf(report.queues.length === 1 || known !== undefined)
  const shown = figures.find((one) => one === figure) ?? figures[0] ?? 'net'
  return (
    <Panel title={t('map.title')}>
      <Group mb="xs" justify="space-between">
        <Group gap="sm">
          <Select
            aria-label={t('map.queue')}
            w={220}
            allowDeselect={false}
            searchable
            value={known ? String(known.queueId) : 'all'}
            data={[
              { value: 'all', label: t('map.all') },
              ...report.queues.map(({ queueId, name }) => ({
                value: String(queueId),
                label: name,
              })),
            ]}
            onChange={(id) => onShow({ queue: id === 'all' ? undefined : Number(id) })}
          />
          <SegmentedControl
            aria-label={t('map.figure')}
            value={shown}
            onChange={(value) => onShow({ figure: FIGURES.find((one) => one === value) })}
            data={figures.map((value) => ({ value, label: t(`map.figures.${value}`) }))}
          />
        </Group>
        <Scale figure={shown} />
      </Group>
      <Loaded query={query}>
        {(intervals) => (
          <NetMap
            intervals={intervals}
            queue={known?.queueId}
            name={known?.name ?? t('map.all')}
            target={known?.target.serviceLevel}
            figure={shown}
          />
        )}
      </Loaded>
    </Panel>
  )
}

interface MapProps {
  intervals: NetIntervals
  queue: number | undefined
  name: string
  target: number | undefined
  figure: Figure
}

function NetMap({ intervals, queue, name, target, figure }: MapProps) {
  const t = useNetStrings()
  const format = useFormat()
  const palette = usePalette()
  const open = useMemo(() => openOf(intervals, queue), [intervals, queue])
  const layout = useMemo(() => layoutOf(intervals.start, open), [intervals, open])
  const values = useMemo(() => valuesOf(intervals, queue, figure), [intervals, queue, figure])
  const top = Math.max(1e-9, ...values.map((value, i) => (open[i] ? Math.abs(value ?? 0) : 0)))
  const at = (row: number, column: number) => {
    const interval = layout.at(row, column)
    return interval === undefined || !open[interval] ? undefined : interval
  }
  const map = {
    rows: layout.days.map((day) => format.day(day, 'weekdayDate')),
    columns: layout.columns.map(({ clock, again }) => (again ? `${clock}²` : clock)),
    palette,
    cell: (row: number, column: number) => {
      const interval = at(row, column)
      const value = interval === undefined ? undefined : values[interval]
      if (value == null) return undefined
      return {
        strength: strengthOf(figure, value, top, target),
        text: cellText(format, figure, value),
      }
    },
  }
  const sayCell = (row: number, column: number) => {
    const day = format.day(layout.days[row] ?? '', 'weekdayDate')
    const clock = layout.columns[column]?.clock ?? ''
    const interval = at(row, column)
    const value = interval === undefined ? undefined : values[interval]
    if (value == null) return t('map.closed', { day, clock })
    return t('map.cell', {
      day,
      clock,
      figure: t(`map.figures.${figure}`),
      value: fullText(format, figure, value),
    })
  }
  return (
    <HeatMap
      map={map}
      label={t('map.label', { figure: t(`map.figures.${figure}`), queue: name })}
      hint={t('map.hint')}
      sayCell={sayCell}
      onOpen={() => {}}
    />
  )
}

/** What the colours mean. */
function Scale({ figure }: { figure: Figure }) {
  const t = useNetStrings()
  const palette = usePalette()
  const split = figure === 'net' || figure === 'serviceLevel'
  const ends = figure === 'short' ? [-1, 0] : [0, 1]
  const stops = (split ? [-1, 0, 1] : ends).map((stop) => css(shade(palette, stop)))
  const [low, high] = {
    net: [t('map.missing'), t('map.spare')],
    short: [t('map.missing'), t('map.enough')],
    spare: [t('map.enough'), t('map.spare')],
    serviceLevel: [t('map.misses'), t('map.over')],
    required: [t('map.low'), t('map.high')],
    staffed: [t('map.low'), t('map.high')],
  }[figure]
  return (
    <span className={classes.scale}>
      {low}
      <span
        className={classes.ramp}
        style={{ background: `linear-gradient(90deg, ${stops.join(', ')})` }}
        aria-hidden
      />
      {high}
    </span>
  )
}
