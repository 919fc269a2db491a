import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  add: '新增',
  edit: '编辑',
  editNamed: '编辑 {{name}}',
  save: '保存',
  close: '关闭',
  cancel: '取消',
  remove: '删除',
  removeTitle: '删除 {{name}}？',
  removeText: '只能删除未被引用的条目，且无法撤销。',
  saved: '已保存：{{name}}',
  removed: '已删除：{{name}}',
  conflict: '其他人已保存了更新的版本',
  conflictText: '可以载入新版本并放弃您的修改，或者以您的修改覆盖它。',
  takeTheirs: '重新载入',
  keepMine: '保留我的修改',
  gone: '该条目已不存在，或您无权查看。',
}
