import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  open: '重新安排休息…',
  title: '重新安排午餐与小休：{{day}}',
  text: '班次不变；已锁定的班次和已开始的休息也不变。',
  some_other: '仅限当前显示的 {{count}} 人。',
  least: '每移动一人至少节省',
  leastText: '以缺一人的分钟数计。0 表示有任何收益就移动。',
  minutes: ' 分钟',
  nothing: '没有收益：移动任何人节省的都不到这么多。',
  summary_other: '{{count}} 个班次有变，涉及 {{people}} 人',
  short: '缺口人时：{{delta}}',
  cost: '成本：{{delta}}',
  more: '另有 {{count}} 项',
  over: '同时休息人数超过团队上限',
  stretch: '{{team}}，{{from}}–{{to}}：{{people}} 人休息，上限 {{allowed}} 人',
  unavoidable: '已证明：任何安排都不能使超出更少。',
  kept: '各团队均未超过上限。',
  full: '{{from}}–{{to}}：{{team}} 已达上限 {{allowed}} 人',
  stuck_other: '{{count}} 个班次余下的休息找不到合规时间，保持不变。',
  apply: '移动休息',
  publish: '移动并发布…',
  cancel: '取消',
  act_other: '重新安排 {{count}} 个班次的休息',
}
