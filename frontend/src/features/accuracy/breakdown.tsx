import { Tabs } from '@mantine/core'
import { GROUPS, type Group } from '@/api/accuracy'
import type { AccuracyReport } from '@/api/types'
import { Panel } from '@/parts/panel'
import classes from './accuracy.module.css'
import { RowsPlot } from './rows-plot'
import { RowsTable } from './rows-table'
import { useAccuracyStrings } from './strings'

interface Props {
  report: AccuracyReport
  by: Group
  onBy: (by: Group) => void
  onQueue: (queue: number) => void
}

/** The scores group by group: by lead time, queue, weekday, time of day, day and week. */
export function Breakdown({ report, by, onBy, onQueue }: Props) {
  const t = useAccuracyStrings()
  // while another grouping is on its way, what is on screen keeps its own words
  const shown = report.by
  const drawn = shown === 'day' || shown === 'slot' || shown === 'week'
  return (
    <Panel title={t('breakdown')}>
      <Tabs value={by} onChange={(to) => to && onBy(to as Group)} keepMounted={false}>
        <Tabs.List mb="sm">
          {GROUPS.map((group) => (
            <Tabs.Tab key={group} value={group}>
              {t(`groups.${group}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={by}>
          <p className={classes.note}>{t(`meanings.${shown}`)}</p>
          {drawn && report.rows.length > 1 && <RowsPlot rows={report.rows} by={shown} />}
          <RowsTable rows={report.rows} by={shown} onQueue={onQueue} />
        </Tabs.Panel>
      </Tabs>
    </Panel>
  )
}
