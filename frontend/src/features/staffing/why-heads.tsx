import { Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import type { RequirementCell } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

const STEPS = ['available', 'assigned', 'present', 'rostered', 'paid'] as const

/** The people of an interval from those at work to those on the payroll. */
export function WhyHeads({ heads }: { heads: NonNullable<RequirementCell['heads']> }) {
  const t = useStaffingStrings()
  const format = useFormat()
  return (
    <section>
      <Title order={3} mb={4}>
        {t('heads.title')}
      </Title>
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">{t('heads.group')}</th>
            <th scope="col">{t('heads.people')}</th>
          </tr>
        </thead>
        <tbody>
          {STEPS.map((step) => (
            <tr key={step}>
              <th scope="row">{t(`heads.${step}`)}</th>
              <td>{format.fixed(heads[step], 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** How following the queue came to the people of an interval. */
export function WhyByCourse({ by }: { by: NonNullable<RequirementCell['byCourse']> }) {
  const t = useStaffingStrings()
  const { added, stationary } = by
  return (
    <Text>
      {added > 0
        ? t('byCourse.added', { added, stationary })
        : t('byCourse.none', { count: stationary })}{' '}
      {t('byCourse.formula')}
    </Text>
  )
}
