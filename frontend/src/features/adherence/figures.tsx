import { useFormat } from '@/format'
import classes from './adherence.module.css'
import type { AdherenceReport } from './queries'
import { useAdherenceStrings } from './strings'

type Sum = AdherenceReport['total']

/** What shifts come to, together. */
export function Figures({ sum }: { sum: Sum }) {
  const t = useAdherenceStrings()
  const format = useFormat()
  const share = (value?: number) => (value === undefined ? '–' : format.fixedPercent(value, 1))
  const figures = [
    { label: t('adherence'), value: share(sum.adherence) },
    { label: t('conformance'), value: share(sum.conformance) },
    { label: t('exceptions'), value: format.number(sum.exceptions) },
    {
      label: t('shifts'),
      value: t('of', {
        known: format.number(sum.known),
        all: format.number(sum.known + sum.unknown),
      }),
    },
  ]
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A share as a number with a bar to compare by eye. */
export function ShareBar({ share }: { share?: number }) {
  const format = useFormat()
  if (share === undefined) return '–'
  return (
    <span className={classes.share}>
      <span className={classes.scale} aria-hidden>
        <span style={{ width: `${100 * Math.min(1, share)}%` }} />
      </span>
      <span>{format.fixedPercent(share, 1)}</span>
    </span>
  )
}
