import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Status } from '@/parts/status'
import classes from './board.module.css'
import { BreakExcess } from './breaks/excess'
import { Exceptions } from './exceptions/exceptions'
import type { Breach } from './model/types'
import type { Desk } from './queries'
import { useMeasureWords, useRuleWords } from './rule-words'
import { useRosterStrings } from './strings'

interface Props {
  rosterId: number
  desk: Desk
  zone: string
  breaches: readonly Breach[] | undefined
  onJump: (person: number, day: number) => void
}

/** Every broken rule, a click leads to the place; and what was granted beyond agreements. */
export function IssuesPanel({ rosterId, desk, zone, breaches, onJump }: Props) {
  return (
    <>
      <Breaches desk={desk} zone={zone} breaches={breaches} onJump={onJump} />
      <BreakExcess rosterId={rosterId} desk={desk} zone={zone} onJump={onJump} />
      <Exceptions rosterId={rosterId} desk={desk} zone={zone} />
    </>
  )
}

function Breaches({ desk, zone, breaches, onJump }: Omit<Props, 'rosterId'>) {
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
          key={`${b.personId} ${b.rule} ${b.days.join()} ${b.subject ?? ''} ${b.team?.from ?? ''}`}
          type="button"
          className={classes.issue}
          onClick={() =>
            onJump(
              desk.sheet.personAt(b.team?.people[0]?.personId ?? b.personId),
              desk.sheet.dayAt(b.days.at(-1) ?? ''),
            )
          }
        >
          <b>{b.personName || b.subject}</b>
          {colon()}
          {rule(b.rule)}
          {measure(b)}
          <small>
            {daysText(b.days, (day) => format.day(day, 'weekdayDate'))}
            {b.team && <Together team={b.team} zone={zone} />}
          </small>
        </button>
      ))}
    </>
  )
}

/** When a team rule is broken, who is at work then, and whether it is only a wish. */
function Together({ team, zone }: { team: NonNullable<Breach['team']>; zone: string }) {
  const t = useRosterStrings()
  const format = useFormat()
  const time = (instant: string) => format.time(instant, zone)
  return (
    <>
      {` ${time(team.from)}–${time(team.to)}`}
      {team.people.length > 0 && ` · ${team.people.map(({ personName }) => personName).join(', ')}`}
      {team.soft && ` · ${t('issues.soft')}`}
    </>
  )
}

function daysText(days: readonly string[], write: (day: string) => string): string {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return ''
  return first === last ? write(first) : `${write(first)} – ${write(last)}`
}
