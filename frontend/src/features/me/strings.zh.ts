import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '我的班表',
  next: '下一个班次',
  none: '未来四周没有已发布的班次。',
  before: '上一周',
  after: '下一周',
  off: '休息',
  breaks: '小休 {{times}}',
  feed: '日历链接',
  feedText: '在自己的日历中订阅已发布的班次。生成新链接后，旧链接失效。',
  makeFeed: '生成链接',
}
