import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import classes from './board.module.css'
import type { Breach } from './model/types'
import type { Desk } from './queries'
import { useMeasureWords, useRuleWords } from './rule-words'
import { useRosterStrings } from './strings'

interface Props {
  desk: Desk
  breaches: readonly Breach[] | undefined
  onJump: (person: number, day: number) => void
}

/** Every broken rule; a click leads to the place. */
export function IssuesPanel({ desk, breaches, onJump }: Props) {
  const t = useRosterStrings()
  const format = useFormat()
  const rule = useRuleWords()
  const measure = useMeasureWords()
  if (!breaches) return null
  if (breaches.length === 0) return <Status standing="ok">{t('issues.none')}</Status>
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {t('issues.people', { count: breaches.length })}
      </Text>
      {breaches.map((b) => (
        <button
          key={`${b.personId} ${b.rule} ${b.days.join()} ${b.subject ?? ''}`}
          type="button"
          className={classes.issue}
          onClick={() =>
            onJump(desk.sheet.personAt(b.personId), desk.sheet.dayAt(b.days.at(-1) ?? ''))
          }
        >
          <b>{b.personName}</b>: {rule(b.rule)} {measure(b)}
          <small>{daysText(b.days, (day) => format.day(day, 'weekdayDate'))}</small>
        </button>
      ))}
    </>
  )
}

function daysText(days: readonly string[], write: (day: string) => string): string {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return ''
  return first === last ? write(first) : `${write(first)} – ${write(last)}`
}
