import { Page } from '@/parts/page'
import { useHomeStrings } from './strings'

export function HomePage() {
  const t = useHomeStrings()
  return <Page title={t('title')}>{t('purpose')}</Page>
}
