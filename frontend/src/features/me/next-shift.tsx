import { useQuery } from '@tanstack/react-query'
import { myShifts } from '@/api/journey'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { plusDays, today, wallTimeOf } from './days'
import classes from './me.module.css'
import { useMeStrings } from './strings'

/** The shift that is on or comes next, within four weeks. */
export function NextShift() {
  const t = useMeStrings()
  const format = useFormat()
  const now = new Date()
  const from = today(now)
  const { data, error } = useQuery(myShifts(plusDays(from, -1), plusDays(from, 27)))
  if (error) return <ErrorPanel error={error} />
  const next = data?.find(({ end }) => new Date(end) > now)
  if (!data) return null
  return (
    <Panel title={t('next')}>
      {next ? (
        <>
          <p className={classes.next}>
            {format.day(next.day, 'weekdayDate')} {wallTimeOf(next.start)}–{wallTimeOf(next.end)}
          </p>
          <p className={classes.off}>{format.relative(next.start, now)}</p>
        </>
      ) : (
        <p className={classes.off}>{t('none')}</p>
      )}
    </Panel>
  )
}
