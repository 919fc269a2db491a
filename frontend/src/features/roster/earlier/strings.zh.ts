import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '先前的方案',
  text: '每次完成的生成都会保留；手工编辑过的排班在被其他方案取代前也会保留：最近十个，以及固定的那些。',
  show: '显示先前的方案',
  origins: { build: '生成', edited: '手工编辑' },
  settings: '{{seconds}} 秒，随机种子 {{seed}}',
  simulated: '经模拟检验',
  standing: '当前方案',
  figures: '成本 {{cost}} · 差距 {{gap}} · {{shifts}} 个班次 · 违反规则 {{broken}} 处',
  noGap: '未知',
  bound: '已证明的下界 {{bound}}',
  compare: '与当前方案比较',
  compareNamed: '将 {{when}} 的方案与当前方案比较',
  take: '恢复此方案',
  takeNamed: '恢复 {{when}} 的方案',
  taken: '已恢复 {{when}} 的方案；之前的方案已保留。',
  pin: '固定',
  unpin: '取消固定',
  pinNamed: '固定 {{when}} 的方案',
  unpinNamed: '取消固定 {{when}} 的方案',
  none: '还没有保留任何方案。',
}
