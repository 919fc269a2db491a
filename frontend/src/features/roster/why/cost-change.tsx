import { List } from '@mantine/core'
import { useFormat } from '@/format'
import { deltaText } from '../parts/delta'
import type { CostChange } from './queries'
import { useWhyStrings } from './strings'

const TERMS = ['under', 'over', 'preference', 'fairness', 'hours'] as const

/** The terms that a change moves, the one that moves most first. */
export function CostChangeList({ cost }: { cost: CostChange }) {
  const t = useWhyStrings()
  const format = useFormat()
  const terms = TERMS.filter((term) => Math.abs(cost[term]) >= 0.05).sort(
    (a, b) => Math.abs(cost[b]) - Math.abs(cost[a]),
  )
  if (terms.length === 0) return null
  return (
    <List size="sm">
      {terms.map((term) => (
        <List.Item key={term}>
          {t(`terms.${term}`)} {deltaText(format, cost[term])}
        </List.Item>
      ))}
    </List>
  )
}
