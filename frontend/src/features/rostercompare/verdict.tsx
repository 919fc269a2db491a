import { Alert, Text } from '@mantine/core'
import { plusDays } from '@/features/roster/model/days'
import { useFormat } from '@/format'
import type { RosterComparison, Side } from './queries'
import { useCompareStrings } from './strings'

/** The comparison in a few sentences: which is better, by how much, and what it rests on. */
export function Verdict({ comparison }: { comparison: RosterComparison }) {
  const t = useCompareStrings()
  const format = useFormat()
  const [a, b] = comparison.sides as [Side, Side]
  const { from, days, sameDays, sameDemand, people } = comparison
  const second = b.cost.total < a.cost.total
  const [good, bad] = second ? [b, a] : [a, b]
  const gain = bad.cost.total - good.cost.total
  const fewer = bad.shortHours - good.shortHours
  const sentences = [
    gain < 0.05
      ? t('verdict.same')
      : t('verdict.cheaper', {
          side: second ? t('b') : t('a'),
          share: format.percent(gain / Math.max(Math.abs(bad.cost.total), 1e-9), 1),
          by: format.signed(-gain, 1),
        }),
    Math.abs(fewer) >= 0.05 &&
      t(fewer > 0 ? 'verdict.less' : 'verdict.more', { hours: format.number(Math.abs(fewer), 1) }),
    good.violations.length !== bad.violations.length &&
      t('verdict.broken', { count: good.violations.length, other: bad.violations.length }),
    people.length > 0 ? t('verdict.people', { count: people.length }) : t('verdict.nobody'),
  ]
  const span = { from: format.day(from), to: format.day(plusDays(from, days - 1)) }
  return (
    <>
      <Text fw={600} size="lg" mb={4} role="status">
        {sentences.filter(Boolean).join(' ')}
      </Text>
      <Text c="dimmed" size="sm" mb="md">
        {t(sameDays ? 'days' : 'someDays', span)}
      </Text>
      {!sameDemand && (
        <Alert color="yellow" mb="md">
          {t('otherDemand')}
        </Alert>
      )}
    </>
  )
}
