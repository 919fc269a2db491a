import { useFormat } from '@/format'
import type { SimulationCourse } from './queries'
import classes from './simulation.module.css'
import { useSimulationStrings } from './strings'

interface Props {
  course: SimulationCourse
  track: 'first' | 'mean'
  sample: number
}

/** One moment: a bar for the contacts that wait in each queue, and one for the agents of each group. */
export function Floor({ course, track, sample }: Props) {
  const t = useSimulationStrings()
  const format = useFormat()
  const most = Math.max(
    1,
    ...course.queues.flatMap(({ waiting }) => waiting[track].map((n) => n ?? 0)),
  )
  const crew = Math.max(
    1,
    ...course.groups.flatMap(({ busy, idle }) =>
      busy[track].map((n, i) => (n ?? 0) + (idle[track][i] ?? 0)),
    ),
  )
  const digits = track === 'mean' ? 1 : 0
  return (
    <div className={classes.floor}>
      <ul className={classes.bars} aria-label={t('day.waiting')}>
        {course.queues.map(({ name, waiting }) => {
          const count = waiting[track][sample] ?? 0
          return (
            <li key={name}>
              <span>{t('day.queueNow', { name, waiting: format.number(count, digits) })}</span>
              <span className={classes.track} aria-hidden>
                <span className={classes.waiting} style={{ width: `${(100 * count) / most}%` }} />
              </span>
            </li>
          )
        })}
      </ul>
      <ul className={classes.bars} aria-label={t('groups.title')}>
        {course.groups.map(({ name, busy, idle }) => {
          const [working, free] = [busy[track][sample] ?? 0, idle[track][sample] ?? 0]
          return (
            <li key={name}>
              <span>
                {t('day.groupNow', {
                  name,
                  busy: format.number(working, digits),
                  idle: format.number(free, digits),
                })}
              </span>
              <span className={classes.track} aria-hidden>
                <span className={classes.busy} style={{ width: `${(100 * working) / crew}%` }} />
                <span className={classes.idle} style={{ width: `${(100 * free) / crew}%` }} />
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
