import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  days: '星期',
  from: '从',
  to: '到',
  addHours: '添加时段',
  removeHours: '移除此时段',
  units: {
    percent: '%',
    seconds: '秒',
    minutes: '分钟',
    hours: '小时',
  },
}
