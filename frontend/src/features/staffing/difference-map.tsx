import { useMemo } from 'react'
import { useFormat } from '@/format'
import { HeatMap } from './heat-map'
import { layoutOf, rowsWith } from './layout'
import { usePalette } from './palette'
import type { RequirementIntervals } from './queries'
import { useStaffingStrings } from './strings'

interface Props {
  intervals: RequirementIntervals
  /** By interval; none where the other has no such time. */
  values: readonly (number | null)[]
}

/** Where the second of two requirements takes more people, blue, and where fewer, orange. */
export function DifferenceMap({ intervals, values }: Props) {
  const t = useStaffingStrings()
  const format = useFormat()
  const palette = usePalette()
  const layout = useMemo(() => layoutOf(intervals.start, intervals.open), [intervals])
  const { first, last } = rowsWith(layout, values)
  const days = layout.days.slice(first, last + 1)
  const valueAt = (row: number, column: number) => {
    const interval = layout.at(first + row, column)
    return interval === undefined ? undefined : (values[interval] ?? undefined)
  }
  const top = Math.max(1, ...values.map((value) => Math.abs(value ?? 0)))
  const map = {
    rows: days.map((day) => format.day(day, 'weekdayDate')),
    columns: layout.columns.map(({ clock, again }) => (again ? `${clock}²` : clock)),
    palette,
    cell: (row: number, column: number) => {
      const value = valueAt(row, column)
      if (value === undefined) return undefined
      return { strength: value / top, text: format.signed(value, Math.abs(value) < 9.95 ? 1 : 0) }
    },
  }
  const sayCell = (row: number, column: number) => {
    const value = valueAt(row, column)
    const day = format.day(days[row] ?? '', 'weekdayDate')
    const clock = layout.columns[column]?.clock ?? ''
    if (value === undefined) return t('map.closed', { day, clock })
    return t('compare.cell', { day, clock, value: format.signed(value, 2) })
  }
  return (
    <HeatMap
      map={map}
      label={t('compare.map')}
      hint={t('compare.hint')}
      sayCell={sayCell}
      onOpen={() => {}}
    />
  )
}
