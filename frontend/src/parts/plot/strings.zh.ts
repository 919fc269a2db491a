import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  read: '读取数值：{{label}}',
}
