import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  wish: '愿望：{{what}}（{{points}} 分）',
  met: '已满足',
  missed: '未满足',
  granted: '发布时已满足',
  refused: '发布时未满足',
  refusedRule: '发布时未满足：{{rule}}',
  refusedCost: '发布时未满足：成本会增加 {{cost}}',
}
