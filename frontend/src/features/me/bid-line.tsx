import { Button, Group, Text } from '@mantine/core'
import type { OwnLine } from '@/api/own-bids'
import { useRuleWords } from '@/features/roster/rule-words'
import { useFormat } from '@/format'
import classes from './bids.module.css'
import { mondayOf, plusDays } from './days'
import { useMeStrings } from './strings'

interface Props {
  line: OwnLine
  from: string
  days: number
  /** Adds the line to one's choices; undefined where it cannot be one. */
  onChoose: ((line: number) => void) | undefined
}

const WEEK = [0, 1, 2, 3, 4, 5, 6]

/** One line, week by week, as one would work it, and what forbids it if anything does. */
export function BidLine({ line, from, days, onChoose }: Props) {
  const t = useMeStrings()
  const format = useFormat()
  const ruleWord = useRuleWords()
  const shifts = new Map(line.days.map((one) => [one.day, one]))
  const last = plusDays(from, days - 1)
  const mondays: string[] = []
  for (let monday = mondayOf(from); monday <= last; monday = plusDays(monday, 7)) {
    mondays.push(monday)
  }
  const name = t('bids.line', { number: line.line })
  return (
    <section className={classes.line} aria-label={name}>
      <Group justify="space-between">
        <b>{name}</b>
        {onChoose && (
          <Button
            variant="default"
            size="md"
            aria-label={t('bids.chooseLine', { number: line.line })}
            onClick={() => onChoose(line.line)}
          >
            {t('bids.choose')}
          </Button>
        )}
      </Group>
      {line.broken.length > 0 && (
        <Text c="dimmed" size="sm">
          {t('bids.barred', { rules: line.broken.map(ruleWord).join(', ') })}
        </Text>
      )}
      {mondays.map((monday) => (
        <div key={monday} className={classes.row}>
          {WEEK.map((at) => {
            const day = plusDays(monday, at)
            const shift = shifts.get(day)
            return (
              <span key={day} className={classes.cell} data-off={!shift || undefined}>
                <span className={classes.date}>{format.day(day, 'short')}</span>
                {shift ? (
                  <>
                    <span>{shift.start}</span>
                    <span>{shift.end}</span>
                  </>
                ) : (
                  <span>{t('off')}</span>
                )}
              </span>
            )
          })}
        </div>
      ))}
    </section>
  )
}
