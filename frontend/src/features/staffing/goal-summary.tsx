import type { Requirement } from '@/api/types'
import { useSetupStrings } from '@/features/setup/strings'
import { useFormat } from '@/format'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'
import { shrinkageOf, span, useGoalShort } from './words'

function sumOf(backlog: NonNullable<Requirement['backlog']>): number {
  return backlog.reduce((sum, { contacts }) => sum + contacts, 0)
}

/** The goal that a requirement was computed for, as it was then. */
export function GoalSummary({ requirement }: { requirement: Requirement }) {
  const t = useStaffingStrings()
  const variants = useSetupStrings()
  const format = useFormat()
  const goalShort = useGoalShort()
  const { goal, deferred, concurrency } = requirement
  const facts = [
    goal.slTarget > 0 && [t(deferred ? 'goal.response' : 'goal.serviceLevel'), goalShort(goal)],
    goal.slTarget > 0 && !deferred && [t('goal.counted'), variants(`variants.${goal.slVariant}`)],
    goal.asaTargetS && [t('goal.asa'), span(goal.asaTargetS)],
    goal.maxOccupancy && [t('goal.occupancy'), format.percent(goal.maxOccupancy, 1)],
    goal.maxAbandon && [t('goal.abandonment'), format.percent(goal.maxAbandon, 1)],
    goal.patienceS && [t('goal.patience'), span(goal.patienceS)],
    goal.ahtS && [t('goal.aht'), span(goal.ahtS)],
    [
      t('goal.shrinkage'),
      goal.shrinkage?.length
        ? t('goal.shrinkageNamed', {
            both: format.percent(shrinkageOf(goal), 1),
            list: goal.shrinkage
              .map(({ name, share }) =>
                t('goal.shrinkageOne', { name, share: format.percent(share, 1) }),
              )
              .join(', '),
          })
        : t('goal.shrinkageParts', {
            both: format.percent(shrinkageOf(goal), 1),
            inside: format.percent(goal.inOfficeShrinkage, 1),
            outside: format.percent(goal.outOfOfficeShrinkage, 1),
          }),
    ],
    goal.method === 'course' && [t('goal.method'), variants('method.course')],
    goal.minAgents > 0 && [t('goal.minimum'), t('goal.people', { count: goal.minAgents })],
    goal.certainty && [t('goal.certainty'), format.percent(goal.certainty, 1)],
    goal.costs && [
      t('goal.costs'),
      t('goal.costsParts', {
        agentHour: format.number(goal.costs.agentHour, 2),
        waitHour: format.number(goal.costs.waitHour, 2),
        abandonment: format.number(goal.costs.abandonment, 2),
      }),
    ],
    concurrency !== 1 && [t('goal.concurrency'), format.number(concurrency, 1)],
    requirement.handleTimesS && [
      t('why.handleTimes'),
      `${requirement.handleTimesS.map((aht) => format.number(aht, 0)).join(' → ')} s`,
    ],
    goal.concurrencyGrowth && [t('goal.growth'), format.percent(goal.concurrencyGrowth, 1)],
    requirement.cappedAt && [t('why.capped'), t('why.cappedAt', { count: requirement.cappedAt })],
    deferred && goal.slTarget === 0 && [t('goal.response'), span(goal.thresholdS)],
    goal.businessHours && [t('goal.clock'), t('goal.businessHours')],
    requirement.backlog && [t('waiting.backlog'), format.number(sumOf(requirement.backlog))],
    requirement.beside && [
      t('goal.beside'),
      requirement.beside.map((other) => `#${other}`).join(', '),
    ],
  ]
  return (
    <dl className={classes.goal} aria-label={t('goal.label')}>
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
