import { Button, Text } from '@mantine/core'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import classes from '../board.module.css'
import { deltaText } from '../parts/delta'
import type { Desk } from '../queries'
import { useSession } from '../use-desk'
import { Blocked } from './blocked'
import { ChangedDays } from './changed-days'
import { CostChangeList } from './cost-change'
import type { Supposed } from './queries'
import { useWhyStrings } from './strings'

interface Props {
  answer: Supposed
  desk: Desk
  name: string
  may: boolean
}

/** What would follow: the cost by term, the days that change, who becomes free; or the rules against it. */
export function Answer({ answer, desk, name, may }: Props) {
  const t = useWhyStrings()
  const format = useFormat()
  const { version } = useSession(desk)
  if (answer.blocked) return <Blocked rules={answer.rules} reliefs={answer.reliefs} />
  if (answer.days.length === 0) return <Status standing="ok">{t('answer.already')}</Status>
  const stale = version !== answer.version
  const apply = (moves: Supposed['moves']) =>
    void desk.session.do({ moves, label: t('answer.done', { name }) })
  return (
    <>
      <Text size="sm" fw={600}>
        {t('answer.cost', { delta: deltaText(format, answer.cost.total) })}
      </Text>
      <CostChangeList cost={answer.cost} />
      {answer.paidMin !== 0 && (
        <Text size="sm">{t('answer.paid', { hours: deltaText(format, answer.paidMin / 60) })}</Text>
      )}
      <Text size="sm" mt={6}>
        {t('answer.days')}
      </Text>
      <ChangedDays days={answer.days} desk={desk} />
      {stale && <Status standing="warn">{t('answer.stale')}</Status>}
      {may && (
        <Button size="xs" mt={6} disabled={stale} onClick={() => apply(answer.moves)}>
          {t('answer.do')}
        </Button>
      )}
      {answer.freed.length > 0 && (
        <Text size="sm" mt={6}>
          {t('answer.freed')}
        </Text>
      )}
      {answer.freed.map((freed) => (
        <div key={freed.personId} className={classes.choice}>
          <span />
          <Text size="sm">
            {t('answer.free', {
              name: freed.personName,
              day: format.day(freed.day, 'weekdayDate'),
              delta: deltaText(format, freed.cost.total),
            })}
          </Text>
          {may && (
            <Button
              size="compact-xs"
              variant="default"
              disabled={stale}
              onClick={() => apply([...answer.moves, ...freed.moves])}
            >
              {t('answer.freeToo')}
            </Button>
          )}
        </div>
      ))}
    </>
  )
}
