import { useFormat } from '@/format'
import classes from './careers.module.css'
import { useCareerStrings } from './strings'
import { useNameOf } from './words'

/** A requirement as it stands in the document of a ladder. */
export interface Asked {
  kind: string
  metric?: string
  certificate?: string
  award?: string
  course?: string
  aggregate?: 'mean' | 'worst' | 'latest'
  sense?: 'at least' | 'at most'
  threshold?: number
  observations?: number
  months?: number
  times?: number
  hours?: number
  by?: number
  score?: number
  window_days?: number
  within_days?: number
  leave_breaks?: boolean
  within_months?: number
  count?: number
  of?: Asked[]
}

/** A requirement in one sentence, without the parts of a group. */
export function useSentence(): (asked: Asked) => string {
  const t = useCareerStrings()
  const format = useFormat()
  const nameOf = useNameOf()
  return (asked) => {
    const share = asked.threshold !== undefined && Math.abs(asked.threshold) <= 1
    const figures = {
      ...{ months: asked.months ?? asked.within_months ?? 0, times: asked.times ?? 0 },
      ...{ hours: asked.hours ?? 0, by: asked.by ?? 0, score: asked.score ?? 0 },
      count: asked.count ?? 0,
    }
    const kind = asked.kind === 'award_count' && !asked.within_months ? 'award_ever' : asked.kind
    const sentence = t(`asks.${kind as 'metric'}`, {
      name: nameOf(asked.metric ?? asked.certificate ?? asked.award ?? asked.course),
      aggregate: asked.aggregate ? t(`asks.aggregates.${asked.aggregate}`) : '',
      sense: asked.sense ? t(`asks.senses.${asked.sense}`) : '',
      days: asked.window_days ?? 0,
      threshold: share
        ? format.percent(asked.threshold ?? 0, 1)
        : format.number(asked.threshold ?? 0, 2),
      observations: asked.observations ?? 0,
      ...(figures as object),
    })
    if (asked.within_days) return sentence + t('asks.within', { days: asked.within_days })
    return asked.leave_breaks ? sentence + t('asks.leaveBreaks') : sentence
  }
}

/** What a move asks, as a sentence; groups with their parts below. */
export function Requirement({ asked }: { asked: Asked }) {
  const sentence = useSentence()
  return (
    <>
      {sentence(asked)}
      {asked.of && (
        <ul className={classes.asks}>
          {asked.of.map((part, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names and keep their places
            <li key={place}>
              <Requirement asked={part} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
