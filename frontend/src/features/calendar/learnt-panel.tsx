import { Button, Text } from '@mantine/core'
import type { QueueEventType } from '@/api/types'
import { useFormat } from '@/format'
import { useCalendarStrings } from './strings'

const SHOWN = 6

interface Props {
  learnt: QueueEventType
  queue: string
  /** Puts the learnt change into the field; undefined where nothing may be changed. */
  onTake?: (pct: number) => void
}

/** What forecasts have learnt of events of this type, and what each past day did. */
export function LearntPanel({ learnt, queue, onTake }: Props) {
  const t = useCalendarStrings()
  const format = useFormat()
  const change = (pct: number) => format.signedPercent(pct / 100)
  const { effectPct, lo = 0, hi = 0, days, occurrences } = learnt
  const past = occurrences.filter(({ observedPct }) => observedPct !== undefined)
  return (
    <section aria-label={t('learnt.title')}>
      <Text>
        {effectPct === undefined
          ? t('learnt.unknown', { queue })
          : t('learnt.effect', {
              queue,
              effect: change(effectPct),
              lo: change(lo),
              hi: change(hi),
              count: days,
            })}
      </Text>
      {effectPct !== undefined && onTake && (
        <Button
          size="compact-sm"
          variant="default"
          mt={4}
          onClick={() => onTake(Math.round(effectPct))}
        >
          {t('learnt.take')}
        </Button>
      )}
      {past.length > 0 && (
        <ul style={{ margin: '8px 0 0', paddingInlineStart: 20, color: 'var(--muted)' }}>
          {past.slice(-SHOWN).map(({ date, observedPct = 0 }) => (
            <li key={date}>
              {t('learnt.past', {
                day: format.day(date, 'weekdayDate'),
                year: date.slice(0, 4),
                change: change(observedPct),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
