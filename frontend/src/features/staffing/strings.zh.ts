import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '人力需求',
  purpose: '每个时段需要多少人，为什么。',
}
