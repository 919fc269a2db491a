import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import { ChangeWord } from './frame'
import type { Goal } from './queries'
import { useVoiceStrings } from './strings'
import classes from './voice.module.css'

/** The three goals as headings, each with its contacts and the rates it is judged by. */
export function Goals({ goals }: { goals: readonly Goal[] }) {
  return (
    <div className={classes.goals}>
      {goals.map((goal) => (
        <GoalPanel key={goal.goal} goal={goal} />
      ))}
    </div>
  )
}

function GoalPanel({ goal }: { goal: Goal }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const { per1000, per1000Low, per1000High } = goal
  return (
    <Panel title={t(`goals.${goal.goal}`)}>
      <Text c="dimmed" size="sm">
        {t(`goalText.${goal.goal}`)}
      </Text>
      <div className={classes.head}>
        <span className={classes.figure}>
          {t('contactsOf', { count: format.number(goal.contacts) })}
        </span>
        <ChangeWord change={goal.change} />
      </div>
      {per1000 !== undefined && (
        <Text size="sm">
          {t('perOrders', {
            value: format.number(per1000, 2),
            low: format.number(per1000Low ?? 0, 2),
            high: format.number(per1000High ?? 0, 2),
          })}
        </Text>
      )}
      {goal.rates.map((rate) => (
        <div key={rate.name} className={classes.rate}>
          <span>{t(`rates.${rate.name}`)}</span>
          <span>
            {rate.rate === undefined
              ? '–'
              : t('rateText', {
                  rate: format.percent(rate.rate, 1),
                  low: format.percent(rate.low ?? 0, 1),
                  high: format.percent(rate.high ?? 0, 1),
                })}{' '}
            {rate.before !== undefined && (
              <span className={classes.muted}>
                {t('before', { rate: format.percent(rate.before, 1) })}
              </span>
            )}
          </span>
        </div>
      ))}
    </Panel>
  )
}
