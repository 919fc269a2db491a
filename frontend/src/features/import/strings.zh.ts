import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '导入',
  purpose: '导入话务系统的导出文件，核对后入库。',
}
