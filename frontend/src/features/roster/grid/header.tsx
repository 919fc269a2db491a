// biome-ignore-all lint/a11y/useSemanticElements: a table cannot hold only the rows in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell

import { useComputedColorScheme } from '@mantine/core'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type DayCoverage, dayBalance } from '../model/coverage'
import { useRosterStrings } from '../strings'
import classes from './grid.module.css'
import { Strip } from './strip'

interface Props {
  days: readonly string[]
  first: number
  last: number
  cell: number
  people: number
  coverage: DayCoverage | undefined
  queue: number | undefined
}

/** The days with their coverage below; stays on top while the people scroll. */
export function Header({ days, first, last, cell, people, coverage, queue }: Props) {
  const t = useRosterStrings()
  const format = useFormat()
  const scheme = useComputedColorScheme()
  const columns = []
  for (let at = first; at <= last; at++) {
    const day = days[at] ?? ''
    const balance = coverage && dayBalance(coverage, at, queue)
    const words = balance && balanceWords(t, format, balance)
    columns.push(
      <div
        key={day}
        role="columnheader"
        className={classes.column}
        data-rest={isWeekend(day) || undefined}
        title={words && `${format.day(day, 'weekdayDate')}${colon()}${words}`}
        style={{ width: cell }}
      >
        <div>{format.day(day, 'weekday')}</div>
        <div>{format.day(day, 'short')}</div>
      </div>,
    )
  }
  return (
    <div role="row" aria-rowindex={1} className={classes.head}>
      <div role="columnheader" className={classes.corner}>
        {t('grid.people', { count: people })}
        <small>{t('grid.hours')}</small>
        <small>{t('grid.strip')}</small>
      </div>
      {columns}
      {coverage && (
        <Strip
          coverage={coverage}
          queue={queue}
          first={first}
          last={last}
          cell={cell}
          scheme={scheme}
        />
      )}
    </div>
  )
}

/** Missing and idle person-hours in words. */
export function balanceWords(
  t: ReturnType<typeof useRosterStrings>,
  format: ReturnType<typeof useFormat>,
  { short, spare }: { short: number; spare: number },
): string {
  return t('grid.balance', { short: format.number(short, 1), spare: format.number(spare, 1) })
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
}
