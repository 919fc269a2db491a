import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '排班',
  purpose: '谁在何时上班，遵守哪些规则，成本多少。',
}
