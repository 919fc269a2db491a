import { memo } from 'react'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { weeksOf } from './dates'
import classes from './months.module.css'

/** How a day looks: the colour of a shift letter, a mark of one or two characters, and its words. */
export interface DayLook {
  readonly tone?: 'e' | 'd' | 'l' | 'n' | 't' | 'v' | 's'
  readonly mark?: string
  /** What screen readers and the pointer's hint say beside the date. */
  readonly text?: string
  /** Nothing can be said about the day: outside of what was asked for. */
  readonly faint?: boolean
}

interface Props {
  month: string
  look: (day: string) => DayLook
  /** The stretch that is marked, where it touches this month. */
  from: string | undefined
  to: string | undefined
  /** The day that the tab key reaches, where it lies in this month. */
  active: string | undefined
}

/** One month as a table of weeks from Monday, each day a button. */
export const MonthTable = memo(function MonthTable({ month, look, from, to, active }: Props) {
  const format = useFormat()
  return (
    <table className={classes.month}>
      <caption>{format.month(month)}</caption>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <th key={day} scope="col" abbr={format.weekday(day, 'long')}>
              {format.weekday(day, 'narrow')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((day, place) =>
              day ? (
                <td key={day}>
                  <Day
                    day={day}
                    look={look(day)}
                    marked={from !== undefined && to !== undefined && from <= day && day <= to}
                    active={day === active}
                  />
                </td>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: an empty place has only its weekday
                <td key={place} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
})

interface DayProps {
  day: string
  look: DayLook
  marked: boolean
  active: boolean
}

function Day({ day, look: { tone, mark, text, faint }, marked, active }: DayProps) {
  const format = useFormat()
  const name = format.day(day, 'weekdayDate')
  const words = text ? `${name}${colon()}${text}` : name
  return (
    <button
      type="button"
      className={classes.day}
      data-day={day}
      data-tone={tone}
      data-faint={faint || undefined}
      aria-pressed={marked}
      aria-label={words}
      title={text ? words : undefined}
      tabIndex={active ? 0 : -1}
    >
      {Number(day.slice(8))}
      {mark && (
        <span className={classes.mark} aria-hidden>
          {mark}
        </span>
      )}
    </button>
  )
}
