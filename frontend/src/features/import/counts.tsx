import { useFormat } from '@/format'
import classes from './import.module.css'
import type { ImportReport } from './queries'
import { useImportStrings } from './strings'

/** How many rows were read and what became of them. */
export function Counts({ report }: { report: ImportReport }) {
  const t = useImportStrings()
  const format = useFormat()
  const counts = [
    { name: t('report.read'), value: report.rowsRead },
    { name: t('report.taken'), value: report.rowsTaken },
    { name: t('report.added'), value: report.rowsAdded },
    { name: t('report.changed'), value: report.rowsChanged },
    { name: t('report.unchanged'), value: report.rowsUnchanged },
    { name: t('report.refused'), value: report.rowsRefused },
    { name: t('report.leftOut'), value: report.rowsLeftOut, hint: t('report.leftOutHint') },
  ]
  return (
    <dl className={classes.counts} aria-label={t('report.counts')}>
      {counts.map(({ name, value, hint }) => (
        <div key={name} className={classes.count} title={hint}>
          <dt>{name}</dt>
          <dd>{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
