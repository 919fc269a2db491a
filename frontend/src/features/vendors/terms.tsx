import { List } from '@mantine/core'
import type { ContractTerms } from './queries'
import { useClauses } from './sentences'

/** Terms as sentences. */
export function Terms({ terms }: { terms: ContractTerms }) {
  const clauses = useClauses()(terms)
  return (
    <List spacing={4} maw={860}>
      {clauses.map(({ text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clauses of a draft may have one name twice
        <List.Item key={place}>{text}</List.Item>
      ))}
    </List>
  )
}
