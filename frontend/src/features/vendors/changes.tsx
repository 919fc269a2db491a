import { List, Text } from '@mantine/core'
import { Status } from '@/parts/status'
import type { ContractTerms } from './queries'
import { useClauses } from './sentences'
import { useVendorStrings } from './strings'

interface Props {
  before: ContractTerms
  after: ContractTerms
}

/** What two versions say differently. */
export function Changes({ before, after }: Props) {
  const t = useVendorStrings()
  const clauses = useClauses()
  const was = clauses(before)
  const now = clauses(after)
  const old = new Map(was.map(({ key, text }) => [key, text]))
  const fresh = new Set(now.map(({ key }) => key))
  const gone = was.filter(({ key }) => !fresh.has(key))
  const other = now.filter(({ key, text }) => old.get(key) !== text)
  if (gone.length + other.length === 0) return <Text c="dimmed">{t('nothingChanged')}</Text>
  return (
    <List spacing="xs" listStyleType="none" maw={860}>
      {other.map(({ key, text }) => (
        <List.Item key={key}>
          <Status standing={old.has(key) ? 'info' : 'ok'}>
            {t(old.has(key) ? 'isNow' : 'isNew')}
          </Status>{' '}
          {text}
          {old.has(key) && (
            <Text c="dimmed" size="sm">
              {t('was', { text: old.get(key) ?? '' })}
            </Text>
          )}
        </List.Item>
      ))}
      {gone.map(({ key, text }) => (
        <List.Item key={key}>
          <Status standing="warn">{t('isGone')}</Status> {text}
        </List.Item>
      ))}
    </List>
  )
}
