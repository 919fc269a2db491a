import { useFormat } from '@/format'
import classes from './funnel.module.css'
import type { RequisitionReport } from './queries'
import { useRequisitionStrings } from './strings'

type Step = RequisitionReport['funnel'][number]

const PARTS = ['passed', 'waiting', 'out'] as const

/**
 * How many reach each stage, drawn: each bar is as wide as those who reached it, and parted into
 * who got on, who waits and who dropped out. The last stage has no next; its bar is whole. The
 * table below says the same in figures.
 */
export function FunnelPicture({ steps }: { steps: readonly Step[] }) {
  const t = useRequisitionStrings()
  const format = useFormat()
  const most = Math.max(1, ...steps.map(({ reached }) => reached))
  const shares = ({ passed, waiting, out, reached }: Step, last: boolean) =>
    last ? { passed: reached, waiting: 0, out: 0 } : { passed, waiting, out }
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.legend}>
        {PARTS.map((part) => (
          <span key={part}>
            <i className={classes.sign} data-part={part} aria-hidden /> {t(part)}
          </span>
        ))}
      </figcaption>
      <ol className={classes.steps}>
        {steps.map((step, place) => {
          const parts = shares(step, place === steps.length - 1)
          return (
            <li key={step.stage} className={classes.step}>
              <span>{t(`stages.${step.stage}`)}</span>
              <span
                className={classes.bar}
                role="img"
                aria-label={t('stepWords', {
                  stage: t(`stages.${step.stage}`),
                  ...{ reached: step.reached, passed: parts.passed },
                  ...{ waiting: parts.waiting, out: parts.out },
                })}
              >
                {PARTS.filter((part) => parts[part] > 0).map((part) => (
                  <i
                    key={part}
                    data-part={part}
                    style={{ width: `${(100 * parts[part]) / most}%` }}
                  />
                ))}
              </span>
              <b className={classes.count}>{format.number(step.reached)}</b>
            </li>
          )
        })}
      </ol>
    </figure>
  )
}
