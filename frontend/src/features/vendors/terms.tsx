import { List } from '@mantine/core'
import { useFormat } from '@/format'
import type { ContractTerms } from './queries'
import { clausesOf } from './sentences'
import { useVendorStrings } from './strings'

/** Terms as sentences. */
export function Terms({ terms }: { terms: ContractTerms }) {
  const t = useVendorStrings()
  const format = useFormat()
  return (
    <List spacing={4} maw={860}>
      {clausesOf(t, format, terms).map(({ key, text }) => (
        <List.Item key={key}>{text}</List.Item>
      ))}
    </List>
  )
}
