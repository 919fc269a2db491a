import type { Driver } from '@/api/types'
import { useFormat } from '@/format'
import { isoWeekday } from '@/parts/months/dates'
import { Plot, type PlotShade } from '@/parts/plot/plot'
import { numberOf } from './paste'
import type { Cell } from './sheet'
import { useDriverStrings } from './strings'

/** A driver's values as a line; the planned days are set apart. */
export function ValuesPlot({ driver, cells }: { driver: Driver; cells: readonly Cell[] }) {
  const t = useDriverStrings()
  const format = useFormat()
  const name = driver.unit ? `${driver.name} (${driver.unit})` : driver.name
  const values = cells.map(({ text }) => {
    const value = numberOf(text)
    return value === undefined || Number.isNaN(value) ? null : value
  })
  const share = driver.kind === 'deflection'
  const write = (value: number) => (share ? format.percent(value, 1) : format.number(value, 2))
  return (
    <Plot
      label={t('plotLabel', { name: driver.name })}
      places={cells.map(({ date }) => format.day(date, 'weekdayDate'))}
      axisText={(place) => format.day(cells[place]?.date ?? '', 'short')}
      ticks={cells.flatMap(({ date }, at) => (isoWeekday(date) === 1 ? [at] : []))}
      lines={[{ name, values, colour: 'var(--primary-text)' }]}
      shades={plannedStretches(cells, t('planned'))}
      numberText={write}
      height={200}
    />
  )
}

/** The stretches of days whose values are planned. */
export function plannedStretches(cells: readonly Cell[], name: string): PlotShade[] {
  const found: { name: string; from: number; to: number }[] = []
  cells.forEach(({ planned }, at) => {
    if (!planned) return
    const open = found.at(-1)
    if (open?.to === at - 1) open.to = at
    else found.push({ name, from: at, to: at })
  })
  return found
}
