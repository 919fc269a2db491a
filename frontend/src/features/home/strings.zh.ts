import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '首页',
  purpose: '从导入文件到发布班表。',
}
