import { Group, Text } from '@mantine/core'
import type { FairnessBurden } from '@/api/types'
import { useFormat } from '@/format'
import type { Account } from './accounts'
import { useFairnessStrings } from './strings'

interface Props {
  people: readonly FairnessBurden[]
  account: Account
}

/** How unevenly a burden lies: the two ends, and how many are far from the average. */
export function Spread({ people, account }: Props) {
  const t = useFairnessStrings()
  const format = useFormat()
  const gaps = people
    .map((one) => ({ name: one.name, gap: one.total[account] - one.expected[account] }))
    .toSorted((a, b) => b.gap - a.gap)
  const first = gaps[0]
  const last = gaps.at(-1)
  const end = (one: typeof first, side: 1 | -1) =>
    one && one.gap * side > 0.05 ? `${one.name} ${format.signed(one.gap, 1)}` : t('spread.none')
  const far = gaps.filter(({ gap }) => Math.abs(gap) > 2).length
  const figures = [
    { label: t('spread.most'), value: end(first, 1) },
    { label: t('spread.least'), value: end(last, -1) },
    { label: t('spread.outside'), value: t('spread.people', { count: far, all: gaps.length }) },
  ]
  return (
    <Group gap="xl">
      {figures.map(({ label, value }) => (
        <div key={label}>
          <Text c="dimmed" size="sm">
            {label}
          </Text>
          <Text fw={600}>{value}</Text>
        </div>
      ))}
    </Group>
  )
}
