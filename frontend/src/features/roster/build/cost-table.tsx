import { Table } from '@mantine/core'
import { useFormat } from '@/format'
import type { Roster } from '../model/types'
import { useRosterStrings } from '../strings'

/** The objective by its terms, with the proven bound and the gap to it. */
export function CostTable({ roster }: { roster: Roster }) {
  const t = useRosterStrings()
  const format = useFormat()
  const { cost, bound, gap } = roster
  const terms = (['under', 'over', 'preference', 'fairness', 'total'] as const).map(
    (term) => [t(`build.${term}`), format.fixed(cost[term], 1)] as const,
  )
  const proof =
    bound > 0
      ? ([
          [t('build.bound'), format.fixed(bound, 1)],
          [t('gap'), format.percent(gap, 1)],
        ] as const)
      : []
  return (
    <Table withRowBorders={false} verticalSpacing={3}>
      <Table.Tbody>
        {[...terms, ...proof].map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {name}
            </Table.Th>
            <Table.Td ta="end">{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
