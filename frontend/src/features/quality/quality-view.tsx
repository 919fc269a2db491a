import { Group, Stack } from '@mantine/core'
import { useCallback, useMemo } from 'react'
import type { DayQuality, QueueQuality } from '@/api/types'
import { useFormat } from '@/format'
import { monthsBetween } from '@/parts/months/dates'
import type { DayLook } from '@/parts/months/month-table'
import { Months } from '@/parts/months/months'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { DayPanel } from './day-panel'
import { ImportsPanel } from './imports-panel'
import classes from './quality.module.css'
import { RepairsPanel } from './repairs-panel'
import { repairsOf, STATES, TONES } from './states'
import { useQualityStrings } from './strings'

interface Props {
  quality: QueueQuality
  /** The day that is looked at. */
  day: string | undefined
  onDay: (day: string | undefined) => void
}

/** A history as a calendar of its days, with repairs and imports below. */
export function QualityView({ quality, day, onDay }: Props) {
  const t = useQualityStrings()
  const days = useMemo(() => new Map(quality.days.map((one) => [one.date, one])), [quality])
  const look = useLook(days)
  const first = quality.days[0]?.date
  const last = quality.days.at(-1)?.date
  const found = day === undefined ? undefined : days.get(day)
  if (!first || !last) return null
  return (
    <div>
      <Summary quality={quality} />
      <Panel title={t('days')}>
        <Legend states={quality.states} />
        <Months
          label={t('daysLabel')}
          months={monthsBetween(first, last)}
          look={look}
          marked={found ? [found.date, found.date] : undefined}
          onPick={(from) => onDay(from)}
        />
      </Panel>
      {found && <DayPanel quality={quality} day={found} onClose={() => onDay(undefined)} />}
      <RepairsPanel
        repairs={repairsOf(quality.days)}
        intervalMin={quality.intervalMin}
        onDay={onDay}
      />
      <ImportsPanel quality={quality} />
    </div>
  )
}

/** Everything in a sentence or two, the worst first. */
function Summary({ quality: { totals, states, sources } }: Pick<Props, 'quality'>) {
  const t = useQualityStrings()
  const format = useFormat()
  const share = totals.expected > 0 ? totals.seen / totals.expected : undefined
  const strange = (states.outage ?? 0) + (states.outlier ?? 0)
  return (
    <Stack gap={4} mb="md">
      <Group gap="lg">
        {share === undefined ? (
          <Status standing="warn">{t('nothingExpected')}</Status>
        ) : (
          <Status standing={totals.gaps === 0 ? 'ok' : share > 0.98 ? 'warn' : 'bad'}>
            {t('seen', {
              share: format.percent(share, 1),
              gaps: format.number(totals.gaps),
              count: totals.gaps,
            })}
          </Status>
        )}
        <Status standing={strange === 0 ? 'ok' : 'info'}>{t('strange', { count: strange })}</Status>
        {totals.doubled > 0 && (
          <Status standing="bad">
            {t('doubled', { count: totals.doubled, number: format.number(totals.doubled) })}
          </Status>
        )}
      </Group>
      {sources.length > 1 && (
        <span className={classes.note}>{t('sources', { list: sources.join(', ') })}</span>
      )}
    </Stack>
  )
}

function Legend({ states }: { states: QueueQuality['states'] }) {
  const t = useQualityStrings()
  const format = useFormat()
  return (
    <ul className={classes.legend}>
      {STATES.filter((state) => states[state]).map((state) => (
        <li key={state}>
          <span className={classes.swatch} data-tone={TONES[state] ?? 'none'}>
            {t(`marks.${state}`)}
          </span>
          {t(`states.${state}`)} <b>{format.number(states[state] ?? 0)}</b>
        </li>
      ))}
    </ul>
  )
}

/** How each day looks by its state. */
function useLook(days: ReadonlyMap<string, DayQuality>): (day: string) => DayLook {
  const t = useQualityStrings()
  const format = useFormat()
  return useCallback(
    (date) => {
      const day = days.get(date)
      if (!day) return { faint: true }
      const { state, contacts, gaps, known } = day
      const words = [
        t(`states.${state}`),
        t('contactsOf', { number: format.number(contacts), count: contacts }),
        ...(gaps > 0 ? [t('gapsOf', { count: gaps })] : []),
        ...known,
      ]
      return {
        tone: TONES[state],
        mark: t(`marks.${state}`),
        faint: state === 'ahead' || state === 'closed',
        text: words.join(', '),
      }
    },
    [days, format, t],
  )
}
