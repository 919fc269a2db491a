import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '公平',
  window: '统计 {{from}} 至 {{to}} 已发布的班次',
  accounts: {
    nights: '夜班',
    weekends: '周末班',
    holidays: '节假日班',
    shortRests: '短休息',
    undesired: '不受欢迎的上班时间',
  },
  account: '负担种类',
  explain:
    '每个人与同一协议的同事比较，并按合同工时折算。期间内入职的人，入职前的日子按同事的平均值计，而不是按零计：否则所有负担都会先落到新人身上。',
  table: '负担：{{account}}',
  name: '人员',
  agreement: '协议',
  share: '合同工时',
  total: '合计',
  parts: '实际 {{carried}}，更正 {{corrected}}，入职前按平均计 {{given}}',
  expected: '同事平均',
  above: '高于或低于',
  since: '自',
  onAverage: '持平',
  spread: {
    most: '高出平均最多',
    least: '低于平均最多',
    outside: '偏离超过两个班次',
    people: '{{all}} 人中 {{count}} 人',
    none: '无',
  },
  export: '导出 CSV',
  nobody: '这一天该站点没有在职人员。',
  correct: '更正',
  correctTitle: '更正负担',
  correctText:
    '用于已发布班次没有体现的情况：私下换的夜班、在其他中心上的周末班。能看到本页的人都能看到谁更正了什么、为什么。',
  person: '人员',
  day: '计入哪一天',
  until: '统计截至',
  amount: '班次数（负数为减去）',
  reason: '原因',
  save: '保存',
}
