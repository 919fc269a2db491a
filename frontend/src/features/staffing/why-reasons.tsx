import { Title } from '@mantine/core'
import { useFormat } from '@/format'
import type { RequirementCell } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'
import { goalFigure, useGoalName } from './words'

/** What each goal alone would take; the one that takes most decides. */
export function WhyReasons({ cell }: { cell: RequirementCell }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const goalName = useGoalName()
  return (
    <section>
      <Title order={3} mb={4}>
        {t('why.reasons')}
      </Title>
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">{t('why.goal')}</th>
            <th scope="col">{t('why.target')}</th>
            <th scope="col">{t('why.belowN')}</th>
            <th scope="col">{t('why.atN')}</th>
            <th scope="col">{t('why.needs')}</th>
          </tr>
        </thead>
        <tbody>
          {cell.reasons.map(({ goal, target, below, at, agents, fractional }) => (
            <tr key={goal} data-binding={goal === cell.binding || undefined}>
              <th scope="row">
                {goalName(goal)}
                {goal === cell.binding && ` (${t('why.binding')})`}
              </th>
              <td>{goalFigure(format, goal, target)}</td>
              <td>{goalFigure(format, goal, below)}</td>
              <td>{goalFigure(format, goal, at)}</td>
              <td>
                {format.number(agents)} ({format.fixed(fractional, 2)})
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
