import { Text } from '@mantine/core'
import { Page } from '@/parts/page'
import { useRosterStrings } from './strings'

export function RosterPage() {
  const t = useRosterStrings()
  return (
    <Page title={t('title')}>
      <Text c="dimmed">{t('purpose')}</Text>
    </Page>
  )
}
