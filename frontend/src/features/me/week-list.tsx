import type { PersonShift } from '@/api/types'
import { useFormat } from '@/format'
import { lazily } from '@/parts/lazily'
import { ShiftLetter } from '@/parts/shift-letter'
import { plusDays, wallTimeOf } from './days'
import classes from './me.module.css'
import { useMeStrings } from './strings'

const WhyOwn = lazily(async () => (await import('./why-own')).WhyOwn)

interface Props {
  monday: string
  shifts: readonly PersonShift[]
}

/** The days of a week, each with its shift or as a day off. */
export function WeekList({ monday, shifts }: Props) {
  const t = useMeStrings()
  const format = useFormat()
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => plusDays(monday, day))
  return (
    <ul className={classes.week}>
      {days.map((day) => {
        const mine = shifts.filter((shift) => shift.day === day)
        return (
          <li key={day} className={classes.day} data-off={mine.length === 0 || undefined}>
            <span className={classes.date}>{format.day(day, 'weekdayDate')}</span>
            {mine.length === 0 && <span className={classes.off}>{t('off')}</span>}
            {mine.map((shift) => (
              <Shift key={shift.start} shift={shift} />
            ))}
            {shifts.length > 0 && <WhyOwn day={day} label={format.day(day, 'weekdayDate')} />}
          </li>
        )
      })}
    </ul>
  )
}

function Shift({ shift }: { shift: PersonShift }) {
  const t = useMeStrings()
  const breaks = shift.breaks.map(({ start }) => wallTimeOf(start)).join(', ')
  return (
    <div>
      <div className={classes.shift}>
        <ShiftLetter letter={shift.letter} name={shift.letter} />
        <b>
          {wallTimeOf(shift.start)}–{wallTimeOf(shift.end)}
        </b>
      </div>
      {breaks && <span className={classes.off}>{t('breaks', { times: breaks })}</span>}
    </div>
  )
}
