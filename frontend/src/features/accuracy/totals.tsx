import type { AccuracyScore } from '@/api/types'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import classes from './accuracy.module.css'
import { Figure } from './figure'
import { readBias, readCoverage, readMase, whyUndefined } from './reading'
import { useAccuracyStrings } from './strings'

/** The figures of everything in sight, each with what it means. */
export function Totals({ score }: { score: AccuracyScore }) {
  const t = useAccuracyStrings()
  const format = useFormat()
  const why = (figure: Parameters<typeof whyUndefined>[1]) =>
    t(`why.${whyUndefined(score, figure)}`)
  const share = (value: number | undefined) =>
    value === undefined ? undefined : format.percent(value, 1)
  const { wape, dayWape, bias, mase, coverage } = score
  const lean = bias === undefined ? undefined : readBias(bias)
  const than = mase === undefined ? undefined : readMase(mase)
  return (
    <section aria-label={t('totals')}>
      <dl className={classes.figures}>
        <Figure
          name={t('figures.wape')}
          value={share(wape)}
          why={why('share')}
          hint={t('hints.wape')}
        />
        <Figure
          name={t('figures.dayWape')}
          value={share(dayWape)}
          why={why('day')}
          hint={t('hints.dayWape')}
        />
        <Figure
          name={t('figures.bias')}
          value={bias === undefined ? undefined : format.signedPercent(bias, 1)}
          why={why('share')}
          hint={t('hints.bias')}
          meaning={lean && { standing: lean.standing, text: t(`bias.${lean.key}`) }}
        />
        <Figure
          name={t('figures.mase')}
          value={mase === undefined ? undefined : format.fixed(mase, 2)}
          why={why('mase')}
          hint={t('hints.mase')}
          meaning={than && { standing: than.standing, text: t(`mase.${than.key}`) }}
        />
        <div className={classes.figure}>
          <dt>{t('figures.coverage')}</dt>
          <dd>
            {coverage.length === 0 && (
              <>
                <span className={classes.value}>–</span>
                <small>{t('why.noBands')}</small>
              </>
            )}
            {coverage.map(({ level, share: held }) => {
              const reading = readCoverage(level, held, score.days)
              return (
                <div key={level} className={classes.band}>
                  <b>{format.percent(held, 1)}</b> {t('ofBand', { level: format.percent(level) })}
                  <Status standing={reading.standing}>{t(`coverage.${reading.key}`)}</Status>
                </div>
              )
            })}
            <small>{t('hints.coverage')}</small>
          </dd>
        </div>
      </dl>
      <p className={classes.note}>
        {t('basis', {
          days: format.number(score.days),
          intervals: format.number(score.n),
          contacts: format.number(score.contacts),
        })}{' '}
        {score.rehearsedDays > 0 &&
          t('rehearsed', { count: score.rehearsedDays, days: format.number(score.rehearsedDays) })}
      </p>
    </section>
  )
}
