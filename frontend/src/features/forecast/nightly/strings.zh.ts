import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '每晚预测',
  off: '未启用：只在有人下达时生成预测。',
  on: '按各职场当地时间 {{clock}} 起，预测{{days}}，{{queues}}。',
  days_other: '未来 {{count}} 天',
  allQueues: '全部队列',
  queues_other: '{{count}} 个队列',
  switchOn: '启用…',
  change: '更改…',
  night: '{{day}} 夜间',
  noNight: '还没有执行过。',
  running: '自 {{when}} 起进行中',
  made: '已生成 {{count}} 个',
  unchanged: '{{count}} 个没有新内容可学，保持不变',
  empty: '{{count}} 个没有历史',
  failed: '{{count}} 个未能生成',
  form: {
    title: '每晚预测',
    active: '每晚自动预测',
    hour: '开始时间（各职场当地时间）',
    hourHint: '错过的夜晚会在当天补做。',
    days: '预测天数',
    queues: '队列',
    everyQueue: '全部队列',
    queuesHint: '未选：所有职场的全部队列，包括以后新增的。',
    submit: '保存',
    saved: '已保存每晚预测设置',
    close: '关闭',
    stale: '期间有人改动了设置。这里显示的是最新内容，如需不同请再次修改。',
  },
}
