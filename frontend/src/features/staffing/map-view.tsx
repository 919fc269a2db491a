import { Group, Paper } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Requirement } from '@/api/types'
import { useListShortcuts } from '@/app/keys/shortcuts'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import type { Against } from './against'
import { HeatMap } from './heat-map'
import { useKeyLines } from './key-lines'
import { layoutOf, rowsFrom, rowsWith } from './layout'
import { FigureChoice, Pager, RosterNote, Scale } from './map-parts'
import { cellText, figuresOf, fullText, strengthOf, valuesOf } from './measures'
import { usePalette } from './palette'
import { courseQuery, type RequirementIntervals } from './queries'
import type { Figure } from './route'
import { useStaffingStrings } from './strings'

const ROWS = 35

interface Props {
  requirement: Requirement
  intervals: RequirementIntervals
  figure: Figure
  onFigure: (figure: Figure) => void
  onOpen: (interval: number) => void
  /** The roster to hold the requirement against. */
  against?: Against
}

/** A figure of the requirement as a map of days by intervals. */
export function MapView({
  requirement,
  intervals,
  figure: asked,
  onFigure,
  onOpen,
  against,
}: Props) {
  const t = useStaffingStrings()
  const format = useFormat()
  const net = against?.net
  // agents with several contacts at once are not followed
  const possible = figuresOf(intervals, net).filter(
    (one) => one !== 'followed' || requirement.concurrency === 1,
  )
  const figure = possible.includes(asked) ? asked : 'agents'
  const course = useQuery({ ...courseQuery(requirement.id), enabled: figure === 'followed' })
  const followed = course.data?.serviceLevel
  const others = useMemo(() => ({ net, followed }), [net, followed])
  const palette = usePalette()
  const layout = useMemo(() => layoutOf(intervals.start, intervals.open), [intervals])
  const [from, setFrom] = useState<string>()
  const rows = rowsFrom(layout, from, ROWS)
  const covered = figure === 'net' && net ? rowsWith(layout, net) : rows
  const [first, last] = [Math.max(rows.first, covered.first), Math.min(rows.last, covered.last)]
  const map = useMemo(() => {
    const values = valuesOf(intervals, figure, others)
    const top = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)))
    return {
      rows: layout.days.slice(first, last + 1).map((day) => format.day(day, 'weekdayDate')),
      columns: layout.columns.map(({ clock, again }) => (again ? `${clock}²` : clock)),
      palette,
      cell: (row: number, column: number) => {
        const interval = layout.at(first + row, column)
        const value = interval === undefined ? undefined : values[interval]
        if (interval === undefined || value == null || !intervals.open[interval]) return undefined
        return {
          strength: strengthOf(figure, value, top, requirement.goal),
          text: cellText(format, figure, value),
        }
      },
    }
  }, [intervals, figure, others, layout, first, last, format, palette, requirement.goal])
  useListShortcuts(useKeyLines())
  const name = t(`figures.${figure}`)
  const sayCell = (row: number, column: number) => {
    const { clock, again } = layout.columns[column] ?? { clock: '', again: false }
    const day = format.day(layout.days[first + row] ?? '', 'weekdayDate')
    const interval = layout.at(first + row, column)
    const value = interval === undefined ? undefined : valuesOf(intervals, figure, others)[interval]
    if (interval === undefined || value == null || !intervals.open[interval]) {
      return t('map.closed', { day, clock })
    }
    return t('map.cell', {
      day,
      clock,
      again: again ? t('map.again') : '',
      figure: name,
      value: fullText(format, figure, value),
    })
  }
  const days = { first: layout.days[first] ?? '', last: layout.days[last] ?? '' }
  return (
    <Paper withBorder p="sm" mb="md" style={{ borderColor: 'var(--line)' }}>
      <Group justify="space-between" mb="xs">
        <Group gap="sm">
          <FigureChoice possible={possible} figure={figure} onFigure={onFigure} />
          {layout.days.length > ROWS && (
            <Pager
              text={t('map.days', { first: format.day(days.first), last: format.day(days.last) })}
              onEarlier={
                first > 0 ? () => setFrom(layout.days[Math.max(0, first - ROWS)]) : undefined
              }
              onLater={
                last < layout.days.length - 1 ? () => setFrom(layout.days[last + 1]) : undefined
              }
            />
          )}
        </Group>
        <Scale figure={figure} />
      </Group>
      {figure === 'net' && against && <RosterNote roster={against.roster} />}
      {course.isError && <ErrorPanel error={course.error} />}
      <HeatMap
        map={map}
        label={t('map.label', { figure: name })}
        hint={t('map.hint')}
        sayCell={sayCell}
        onOpen={(row, column) => {
          const interval = layout.at(first + row, column)
          if (interval !== undefined) onOpen(interval)
        }}
      />
    </Paper>
  )
}
