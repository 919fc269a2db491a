import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '例外',
  text: '仅在本排班中，对某个人放宽的限制；其协议本身不变。',
  line: '{{name}}：{{rule}}由 {{from}} 改为 {{to}}',
  hours: '{{name}}：{{day}} {{from}}–{{to}} 可在声明时段之外上班',
  by: '{{who}}，{{when}}',
  edit: '修改',
  editNamed: '修改例外：{{what}}',
  remove: '收回',
  removeNamed: '收回例外：{{what}}',
  limit: '限制（原为 {{from}}）',
  reason: '理由',
  reasonHint: '与例外一起保存，并记入审计记录',
  save: '保存',
  cancel: '取消',
  grant: '批准并执行',
  grantText_other: '将为本排班设立 {{count}} 项例外；班次变动可以撤销。',
  notYours: '需要有权修改协议的人来执行。',
  borrow: '请向其他站点借人；对方同意后，在“人员”中添加此人。',
}
