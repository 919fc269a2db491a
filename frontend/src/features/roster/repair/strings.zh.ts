import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  kind: '缺勤类型',
  record: '在“人员”中登记此缺勤',
  recordHint: '应用修复时登记：之后规则和生成都会计入。',
  recorded_other: '已登记 {{count}} 人的缺勤',
  notRecorded: '班次已变动，但缺勤未能登记',
  unrecorded: '请同时在“人员”中登记缺勤，以便规则和后续排班计入。',
  scope: '可以变动的范围',
  queues: '要修复的队列',
  queuesHint: '不填则为缺失班次所属的队列',
  days: '可以变动的日期',
  daysHint: '不填则为前后一周',
  people: '可以询问的人',
  peopleHint: '不填则为能服务这些队列的所有人',
  leave: '保持不变的内容',
  pinnedDays: '保持不变的日期',
  selected: '已选：{{name}}，{{day}}',
  isAbsent: '缺勤',
  pinShift: '固定此人这一天',
  pinPerson: '固定此人',
  pinDay: '固定所有人这一天',
  pins: '已固定的人员与日期',
  unpin: '取消固定 {{what}}',
  more: '更多选项',
  fewer: '收起选项',
}
