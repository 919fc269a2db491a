import type { AccuracyScore } from '@/api/types'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import classes from './accuracy.module.css'
import { readValue, type Step, stepsOf, whyUndefined } from './reading'
import { useAccuracyStrings } from './strings'

/** From repeating last week over the forecast to the planner: what each step gained or lost. */
export function ValueAdded({ score }: { score: AccuracyScore }) {
  const t = useAccuracyStrings()
  const steps = stepsOf(score)
  const widest = Math.max(...steps.map(({ wape }) => wape), 1e-9)
  return (
    <Panel title={t('value.title')}>
      <p className={classes.note}>{t('value.text')}</p>
      <ol className={classes.steps}>
        {steps.map((step, at) => (
          <StepLine key={step.key} step={step} before={steps[at - 1]} widest={widest} />
        ))}
      </ol>
      {score.naiveWape === undefined && (
        <p className={classes.note}>
          {t('value.naiveUnknown')} {t(`why.${whyUndefined(score, 'naive')}`)}
        </p>
      )}
      {score.adjustedDays === 0 && <p className={classes.note}>{t('value.noAdjustments')}</p>}
    </Panel>
  )
}

interface LineProps {
  step: Step
  before: Step | undefined
  widest: number
}

// the bar is the error that is left; beside it what the step took off or put on
function StepLine({ step: { key, wape, gain }, before, widest }: LineProps) {
  const t = useAccuracyStrings()
  const format = useFormat()
  const width = (share: number) => `${(100 * share) / widest}%`
  const reading = before && gain !== undefined ? readValue(gain) : undefined
  const change = before ? before.wape - wape : 0
  return (
    <li className={classes.step}>
      <span className={classes.stepName}>{t(`value.steps.${key}`)}</span>
      <span className={classes.track} aria-hidden>
        <span
          className={classes.bar}
          data-key={key}
          style={{ width: width(before ? Math.min(wape, before.wape) : wape) }}
        />
        {before && Math.abs(change) > 0 && (
          <span
            className={classes.change}
            data-gain={change > 0}
            style={{ width: width(Math.abs(change)) }}
          />
        )}
      </span>
      <b className={classes.stepValue}>{format.percent(wape, 1)}</b>
      <span className={classes.stepWords}>
        {reading && gain !== undefined && (
          <Status standing={reading.standing}>
            {t(`value.readings.${reading.key}`, { points: format.number(Math.abs(gain) * 100, 1) })}
          </Status>
        )}
      </span>
    </li>
  )
}
