import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '日历',
  calendars: '日历',
  before: '上一年',
  after: '下一年',
  none: '{{year}} 年没有特殊日期',
  noneText: '可以添加某个地区的法定节假日，或自行录入：节假日、调休上班日、学校假期、营销活动。',
  date: '日期',
  kind: '类型',
  name: '名称',
  uplift: '话务量增减',
  newDay: '新日期',
  kinds: {
    holiday: '节假日',
    workday: '调休上班日',
    school_break: '学校假期',
    event: '活动',
  },
  add: '添加日期',
  remove: '移除：{{name}}',
  save: '保存',
  saved: '日历已保存',
  seed: '添加法定节假日',
  seeded_other: '已添加 {{count}} 天',
  regions: {
    cn: '中国（含调休）',
    gb: '英国',
    us: '美国',
    de: '德国',
    fr: '法国',
  },
}
