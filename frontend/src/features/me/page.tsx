import { Page } from '@/parts/page'
import { useMeStrings } from './strings'

export function MePage() {
  const t = useMeStrings()
  return <Page title={t('title')}>{t('purpose')}</Page>
}
