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
  wishes: {
    title: '愿望',
    balance:
      '{{to}} 前还剩 {{left}} 分：每人 {{budget}} 分，另因之前未满足的愿望补 {{credit}} 分。',
    takeBack: '撤回',
    takeBackOf: '撤回 {{day}} 的愿望',
    day: '日期',
    kind: '愿望',
    kinds: {
      off: '休息一天',
      start: '在此时段上班',
      not_start: '不在此时段上班',
    },
    for: {
      off: '休息',
      start: '{{from}} 至 {{to}} 上班',
      not_start: '不在 {{from}} 至 {{to}} 上班',
      template: '班次 {{template}}',
    },
    from: '从',
    to: '到',
    points: '分数',
    pointsText: '分数越多越优先。未满足的愿望退回分数，下一周期还有补分。',
    send: '提交愿望',
    open: '尚未决定，已投 {{points}} 分',
    granted: '已满足，用去 {{points}} 分',
    refused: '未满足，{{points}} 分已退回',
    refusedRule: '未满足：规则“{{rule}}”不允许。{{points}} 分已退回。',
    refusedCost: '未满足：没有您人手会不够（代价多 {{cost}}）。{{points}} 分已退回。',
  },
}
