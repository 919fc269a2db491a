import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '我的班表',
  purpose: '我的已发布班次。',
}
