import { useQuery } from '@tanstack/react-query'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import classes from './forecast.module.css'
import { type ForecastTotal, totalsQuery } from './queries'
import { useForecastStrings } from './strings'

/** The figures a planner looks at first: how much, how sure, and how good the method was. */
export function Figures({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const format = useFormat()
  const { data: totals } = useQuery(totalsQuery(forecast.id))
  const { score } = forecast.combination
  const share = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 1)
  const gain =
    score.wape && forecast.reference.wape ? 1 - score.wape / forecast.reference.wape : undefined
  const level = forecast.levels[0] ?? 0.8
  const sum = totals?.days.reduce((all, day) => all + day.adjustedContacts, 0)
  const made = totals?.days.reduce((all, { contacts }) => all + contacts, 0) ?? 0
  const change = sum !== undefined && made > 0 ? sum / made - 1 : 0
  const week = firstWholeWeek(totals?.weeks ?? [])
  const band = week?.bands.find((one) => one.level === level)
  return (
    <dl className={classes.figures} aria-label={t('figures.label')}>
      <Figure
        name={t('figures.total')}
        value={sum === undefined ? '–' : format.number(sum)}
        more={
          Math.abs(change) > 1e-6
            ? t('figures.adjusted', { change: format.signedPercent(change, 1) })
            : undefined
        }
      />
      {week && (
        <Figure
          name={`${format.day(week.first, 'short')} – ${format.day(week.last, 'short')}`}
          value={format.number(week.adjustedContacts)}
          more={
            band &&
            `${format.percent(level)}${colon()}${format.number(band.lo)} – ${format.number(band.hi)}`
          }
        />
      )}
      <Figure name={t('figures.error')} value={share(score.wape)} hint={t('figures.errorHint')} />
      <Figure
        name={t('figures.dayError')}
        value={share(score.dayWape)}
        hint={t('figures.dayErrorHint')}
      />
      <Figure name={t('figures.bias')} value={share(score.bias)} hint={t('figures.biasHint')} />
      <Figure
        name={t('figures.gain')}
        value={share(gain === undefined ? undefined : -gain)}
        hint={t('figures.gainHint')}
      />
      <Figure
        name={t('figures.cover', { level: format.percent(level) })}
        value={share(coverageOf(forecast, level))}
        hint={t('figures.coverHint')}
      />
    </dl>
  )
}

function Figure(props: { name: string; value: string; more?: string; hint?: string }) {
  return (
    <div className={classes.figure} title={props.hint}>
      <dt>{props.name}</dt>
      <dd>
        {props.value}
        {props.more && <small>{props.more}</small>}
      </dd>
    </div>
  )
}

function firstWholeWeek(weeks: readonly ForecastTotal[]): ForecastTotal | undefined {
  return weeks.find(({ first, last }) => Date.parse(last) - Date.parse(first) >= 6 * 86_400_000)
}

/** How often a band held over every lead, weighted by the intervals behind each. */
export function coverageOf(
  { byLead }: Pick<Forecast, 'byLead'>,
  level: number,
): number | undefined {
  const cover = byLead.flatMap(({ coverage }) => coverage.filter((one) => one.level === level))
  const n = cover.reduce((sum, one) => sum + one.n, 0)
  return n > 0 ? cover.reduce((sum, one) => sum + one.share * one.n, 0) / n : undefined
}
