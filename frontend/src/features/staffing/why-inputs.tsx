import { Title } from '@mantine/core'
import { duration, useFormat } from '@/format'
import type { RequirementCell } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

/** What went into an interval's requirement. */
export function WhyInputs({ cell, minutes }: { cell: RequirementCell; minutes: number }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const facts = [
    [
      t('why.contacts'),
      t('why.contactsIn', { contacts: format.number(cell.contacts, 1), minutes }),
    ],
    [t('why.aht'), duration(cell.ahtS)],
    cell.erlangs > 0 && [
      t('why.load'),
      t('why.erlangs', { erlangs: format.number(cell.erlangs, 2) }),
    ],
    !cell.deferred && [
      t('why.patience'),
      cell.patienceS > 0 ? duration(cell.patienceS) : t('why.never'),
    ],
    cell.concurrency !== 1 && [t('why.concurrency'), format.number(cell.concurrency, 1)],
    cell.handleTimesS && [
      t('why.handleTimes'),
      `${cell.handleTimesS.map((aht) => format.number(aht, 0)).join(' → ')} s`,
    ],
    cell.cappedAt && [t('why.capped'), t('why.cappedAt', { count: cell.cappedAt })],
    [t('why.shrinkage'), format.percent(cell.shrinkage, 1)],
  ]
  return (
    <section>
      <Title order={3} mb={4}>
        {t('why.inputs')}
      </Title>
      <dl className={classes.facts}>
        {facts.map((fact) => fact && <Fact key={fact[0]} name={fact[0]} value={fact[1]} />)}
      </dl>
    </section>
  )
}

function Fact({ name, value }: { name?: string; value?: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
