import { useFormat } from '@/format'
import classes from './adherence.module.css'
import { ACTIVITIES, type AdherenceDay } from './queries'
import { useAdherenceStrings } from './strings'

interface Props {
  day: AdherenceDay
  zone: string
}

/** How much before and after a shift is shown of what was recorded beside it. */
const BESIDE = 30 * 60_000

/** A shift as two rows: what was scheduled above, what was recorded below, departures outlined. */
export function DayStrip({ day, zone }: Props) {
  const t = useAdherenceStrings()
  const format = useFormat()
  const from = Date.parse(day.start) - BESIDE
  const whole = Date.parse(day.end) + BESIDE - from
  const place = (begin: string, end: string) => {
    const left = Math.max(0, (Date.parse(begin) - from) / whole)
    const right = Math.min(1, (Date.parse(end) - from) / whole)
    return { insetInlineStart: `${100 * left}%`, width: `${100 * (right - left)}%` }
  }
  const seen = ({ from: begin, to: end }: { from: string; to: string }) =>
    Date.parse(end) > from && Date.parse(begin) < from + whole
  const label = t('day.strip', {
    start: format.time(day.start, zone),
    end: format.time(day.end, zone),
  })
  return (
    <div className={classes.strip} role="img" aria-label={label}>
      {(['scheduled', 'actual'] as const).map((row) => (
        <div key={row} className={classes.row} data-row={row}>
          {day[row]
            .filter((spell) => spell.activity !== 'off' && seen(spell))
            .map((spell) => (
              <span
                key={spell.from}
                className={classes.spell}
                data-activity={spell.activity}
                style={place(spell.from, spell.to)}
              />
            ))}
        </div>
      ))}
      {day.exceptions.filter(seen).map((one) => (
        <span key={one.from} className={classes.departure} style={place(one.from, one.to)} />
      ))}
    </div>
  )
}

/** Which colour is which activity. */
export function ActivityLegend() {
  const t = useAdherenceStrings()
  return (
    <ul className={classes.legend}>
      {ACTIVITIES.map((activity) => (
        <li key={activity}>
          <span className={classes.key} data-activity={activity} aria-hidden />
          {t(`activities.${activity}`)}
        </li>
      ))}
    </ul>
  )
}
