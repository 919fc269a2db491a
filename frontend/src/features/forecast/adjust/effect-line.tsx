import { useQuery } from '@tanstack/react-query'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { dayOf } from '../days'
import { intervalsQuery, totalsQuery } from '../queries'
import { useForecastStrings } from '../strings'
import classes from './adjust.module.css'
import { type Draft, type Effect, spreadOf } from './draft'

interface Props {
  forecast: Forecast
  draft: Draft
  effect: Effect
}

/** What a change does to what it covers: the total before and after, and how sure that is. */
export function EffectLine({ forecast, draft, effect }: Props) {
  const t = useForecastStrings()
  const format = useFormat()
  const { data: intervals } = useQuery(intervalsQuery(forecast.id))
  const { data: totals } = useQuery(totalsQuery(forecast.id))
  const { before, after, change } = effect
  const number = (value: number) =>
    draft.measure === 'contacts'
      ? format.number(value)
      : t('adjust.seconds', { value: format.number(value, 1) })
  const spread =
    draft.measure === 'contacts' && intervals && totals
      ? spreadOf(totals, [
          dayOf(intervals.start[draft.from] ?? ''),
          dayOf(intervals.start[draft.to - 1] ?? ''),
        ])
      : undefined
  return (
    <p className={classes.effect} role="status">
      <span>
        {number(before)} → <b>{number(after)}</b>
        {change !== undefined && ` (${format.signedPercent(change, 1)})`}
      </span>
      {spread && (
        <small title={t('adjust.spreadHint')}>
          {t('lines.band', { level: format.percent(spread.level) })}
          {colon()}
          {number(after * spread.lo)} – {number(after * spread.hi)}
        </small>
      )}
    </p>
  )
}
