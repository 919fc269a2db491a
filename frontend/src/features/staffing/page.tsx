import { Text } from '@mantine/core'
import { Page } from '@/parts/page'
import { useStaffingStrings } from './strings'

export function StaffingPage() {
  const t = useStaffingStrings()
  return (
    <Page title={t('title')}>
      <Text c="dimmed">{t('purpose')}</Text>
    </Page>
  )
}
