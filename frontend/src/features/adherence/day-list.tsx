import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import classes from './adherence.module.css'
import { DayStrip } from './day-strip'
import type { AdherenceDay } from './queries'
import { useAdherenceStrings } from './strings'

interface Props {
  days: readonly AdherenceDay[]
  zone: string
}

/** Shifts one below the other, the newest first, each with what did not fit in words. */
export function DayList({ days, zone }: Props) {
  return (
    <ul className={classes.days}>
      {days.toReversed().map((day) => (
        <Shift key={day.start} day={day} zone={zone} />
      ))}
    </ul>
  )
}

function Shift({ day, zone }: { day: AdherenceDay; zone: string }) {
  const t = useAdherenceStrings()
  const format = useFormat()
  return (
    <li className={classes.day}>
      <div className={classes.head}>
        <span>
          <b>{format.day(day.day, 'weekdayDate')}</b> {format.time(day.start, zone)}–
          {format.time(day.end, zone)}
          {day.knownUntil && (
            <Text span size="sm" c="dimmed">
              {` · ${t('day.until', { time: format.time(day.knownUntil, zone) })}`}
            </Text>
          )}
        </span>
        <span>
          {day.adherence === undefined ? (
            <Text span c="dimmed">
              {t('unknown')}
            </Text>
          ) : (
            <b>{format.fixedPercent(day.adherence, 1)}</b>
          )}
        </span>
      </div>
      {day.known && (
        <>
          <DayStrip day={day} zone={zone} />
          <Exceptions day={day} zone={zone} />
        </>
      )}
    </li>
  )
}

function Exceptions({ day, zone }: { day: AdherenceDay; zone: string }) {
  const t = useAdherenceStrings()
  const format = useFormat()
  if (day.exceptions.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('day.kept')}
      </Text>
    )
  }
  return (
    <ul className={classes.exceptions}>
      {day.exceptions.map((one) => (
        <li key={one.from}>
          {t(one.scheduled === 'off' ? 'day.outside' : 'day.exception', {
            from: format.time(one.from, zone),
            to: format.time(one.to, zone),
            span: format.span((Date.parse(one.to) - Date.parse(one.from)) / 1000),
            scheduled: t(`activities.${one.scheduled}`),
            actual: t(`activities.${one.actual}`),
          })}
        </li>
      ))}
    </ul>
  )
}
