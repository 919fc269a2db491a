import { List, Title } from '@mantine/core'
import { useFormat } from '@/format'
import type { RequirementCell } from './queries'
import { useStaffingStrings } from './strings'

/** What the server calls staffing by the work that is there, where no queueing model is asked. */
const WORKLOAD = 'Workload'

/** The way from the inputs to the number, a step a line, with this interval's figures in it. */
export function WhyFormula({ cell, minutes }: { cell: RequirementCell; minutes: number }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const number = (value: number) => format.number(value, 2)
  const figures = {
    model: cell.formula === WORKLOAD ? t('why.workload') : cell.formula,
    // by course the formula's own numbers stand here, not those found by following
    agents: format.number(cell.byCourse?.stationary ?? cell.agents, 1),
    fractional: number(
      cell.byCourse ? Math.max(0, ...cell.reasons.map((one) => one.fractional)) : cell.fractional,
    ),
  }
  return (
    <section>
      <Title order={3} mb={4}>
        {t('why.formula')}
      </Title>
      <List type="ordered">
        {cell.erlangs > 0 && (
          <List.Item>
            {t('why.loadFormula', {
              contacts: number(cell.contacts),
              aht: number(cell.ahtS),
              seconds: format.number(60 * minutes),
              erlangs: number(cell.erlangs),
            })}
          </List.Item>
        )}
        <List.Item>
          {cell.binding === 'cost'
            ? t('why.costFormula', figures)
            : cell.below
              ? t('why.modelFormula', { ...figures, below: format.number(cell.below.agents) })
              : t('why.modelOnly', figures)}
        </List.Item>
        {!cell.heads && (
          <List.Item>
            {t('why.shrinkFormula', {
              fractional: number(cell.fractional),
              shrinkage: format.percent(cell.shrinkage, 1),
              scheduled: number(cell.scheduled),
            })}
          </List.Item>
        )}
      </List>
    </section>
  )
}
