import { List } from '@mantine/core'
import { useFormat } from '@/format'
import { deltaText } from '../parts/delta'
import type { CostChange } from './queries'
import { useWhyStrings } from './strings'

const TERMS = ['under', 'over', 'preference', 'fairness', 'hours', 'team'] as const

/** The terms that a change moves, the one that moves most first. */
export function CostChangeList({ cost }: { cost: CostChange }) {
  const t = useWhyStrings()
  const format = useFormat()
  const of = (term: (typeof TERMS)[number]) => cost[term] ?? 0
  const terms = TERMS.filter((term) => Math.abs(of(term)) >= 0.05).sort(
    (a, b) => Math.abs(of(b)) - Math.abs(of(a)),
  )
  if (terms.length === 0) return null
  return (
    <List size="sm">
      {terms.map((term) => (
        <List.Item key={term}>
          {t(`terms.${term}`)} {deltaText(format, of(term))}
        </List.Item>
      ))}
    </List>
  )
}
