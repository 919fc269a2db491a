import { Text } from '@mantine/core'
import { Page } from '@/parts/page'
import { useForecastStrings } from './strings'

export function ForecastPage() {
  const t = useForecastStrings()
  return (
    <Page title={t('title')}>
      <Text c="dimmed">{t('purpose')}</Text>
    </Page>
  )
}
