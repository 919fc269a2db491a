import { Button, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat, wallTime } from '@/format'
import { Loaded } from '@/parts/loaded'
import { ShiftLetter } from '@/parts/shift-letter'
import classes from '../board.module.css'
import { put, remove } from '../model/edits'
import type { Cell, ShiftReason } from '../model/types'
import { deltaText } from '../parts/delta'
import { type Desk, shiftReasonQuery } from '../queries'
import { useRuleWords } from '../rule-words'
import { useRosterStrings } from '../strings'
import { useCalmVersion } from '../use-desk'
import { Reason } from '../why'

type Choice = ShiftReason['choices'][number]

interface Props {
  rosterId: number
  desk: Desk
  cell: Cell
  may: boolean
}

/** Each way to spend the day with what it would cost, or the rule that blocks it. */
export function Choices({ rosterId, desk, cell, may }: Props) {
  const t = useRosterStrings()
  const { sheet, session } = desk
  const person = sheet.people[cell.person]?.id ?? 0
  const day = sheet.grid.days[cell.day] ?? ''
  const query = useQuery(shiftReasonQuery(rosterId, useCalmVersion(desk), person, day))
  const take = (choice: Choice) => {
    const moves = choice.shift ? [put(sheet, cell, choice.shift)] : [remove(sheet, cell)]
    void session.do({ moves, label: t('acts.day') })
  }
  return (
    <Loaded query={query}>
      {(why) => (
        <>
          <Reason why={why} name={sheet.people[cell.person]?.name ?? ''} />
          <Title order={3} mt="md">
            {t('shift.why')}
          </Title>
          <Text size="xs" c="dimmed" mb={4}>
            {t('shift.whyText')}
          </Text>
          {why.choices.map((choice) => (
            <Line
              key={choice.template ?? 'off'}
              desk={desk}
              cell={cell}
              choice={choice}
              onTake={may ? () => take(choice) : undefined}
            />
          ))}
        </>
      )}
    </Loaded>
  )
}

interface LineProps {
  desk: Desk
  cell: Cell
  choice: Choice
  onTake: (() => void) | undefined
}

function Line({ desk, cell, choice, onTake }: LineProps) {
  const t = useRosterStrings()
  const format = useFormat()
  const rule = useRuleWords()
  const { sheet } = desk
  const there = sheet.shift(cell.person, cell.day)
  const wall = (minute: number) => wallTime(sheet.clock.toWall(cell.day, minute))
  const { shift } = choice
  const template = sheet.grid.templates.find(({ code }) => code === choice.template)
  const now = choice.off ? !there : there?.template === choice.template && there !== undefined
  const delta = deltaText(format, choice.delta)
  return (
    <div className={classes.choice}>
      {template ? (
        <ShiftLetter letter={template.letter} name={template.name} />
      ) : (
        <ShiftLetter letter="–" name={t('shift.off')} />
      )}
      <Text size="sm">
        {choice.off ? t('shift.off') : (template?.name ?? choice.template)}
        {shift && ` ${wall(shift.startMin)}–${wall(shift.endMin)}`}
        <br />
        <Text span size="xs" c="dimmed">
          {choice.blocked ? t('shift.blocked', { rule: rule(choice.forbidden ?? '') }) : delta}
          {now && ` · ${t('shift.now')}`}
        </Text>
      </Text>
      {onTake && !choice.blocked && !(choice.off && now) && (
        <Button size="compact-xs" variant="default" onClick={onTake}>
          {t('shift.use')}
        </Button>
      )}
    </div>
  )
}
