import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '预测',
  purpose: '未来有多少话务量，把握有多大。',
}
