import { Text } from '@mantine/core'
import { Page } from '@/parts/page'
import { useImportStrings } from './strings'

export function ImportPage() {
  const t = useImportStrings()
  return (
    <Page title={t('title')}>
      <Text c="dimmed">{t('purpose')}</Text>
    </Page>
  )
}
