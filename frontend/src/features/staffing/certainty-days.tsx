import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import type { CertaintyPrice } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

interface Props {
  /** The requirement of the forecast itself. */
  own: CertaintyPrice
  price: CertaintyPrice
  name: string
}

/** How sure each day is to keep its target, by the forecast itself and with a certainty. */
export function CertaintyDays({ own, price, name }: Props) {
  const t = useStaffingStrings()
  const format = useFormat()
  const text = (value: number | undefined, digits: number) =>
    value === undefined ? '–' : format.percent(value, digits)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys
    <section className={classes.map} aria-label={t('certainty.byDay')} tabIndex={0}>
      <table className={classes.plain} aria-label={t('certainty.byDay')}>
        <thead>
          <tr>
            <th scope="col">{t('certainty.day')}</th>
            <th scope="col">{t('weeks.work')}</th>
            <th scope="col">{t('weeks.serviceLevel')}</th>
            <th scope="col">
              {t('certainty.held')}
              {colon()}
              {name}
            </th>
            <th scope="col">
              {t('certainty.held')}
              {colon()}
              {t('certainty.forecast')}
            </th>
          </tr>
        </thead>
        <tbody>
          {price.days.map((day, i) => (
            <tr key={day.date}>
              <th scope="row">{format.day(day.date, 'weekdayDate')}</th>
              <td>{format.fixed(day.agentHours, 1)}</td>
              <td>{text(day.serviceLevel, 1)}</td>
              <td>{text(day.held, 0)}</td>
              <td>{text(own.days[i]?.held, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
