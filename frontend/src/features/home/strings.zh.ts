import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'

export const zh: Translation<typeof en> = {
  title: '{{name}}，您好',
  journey: '从文件到发布班表',
  fresh: '全新的 Muster',
  freshText: '系统中还没有职场，而一切计划都以职场为单位。',
  freshAction: '设置第一个职场',
  next: '下一步',
  nothing: '暂无',
  from: '自 {{day}} 起 {{days}} 天',
  rosterStates: {
    draft: '草稿',
    building: '生成中',
    published: '已发布',
  },
  steps: {
    import: {
      title: '导入',
      text: '导入话务系统的导出文件。Muster 会识别格式，并指出对不上的地方。',
      action: '导入历史数据',
    },
    forecast: {
      title: '预测',
      text: '未来的来量及其区间，以及该方法过去的表现。',
      action: '打开预测',
    },
    staffing: {
      title: '人力需求',
      text: '为达到服务目标，每个时段需要多少人，为什么。',
      action: '打开人力需求',
    },
    roster: {
      title: '排班',
      text: '谁在何时上班，遵守哪些规则，成本多少。确认无误后发布。',
      action: '打开排班',
    },
  },
  queues: {
    title: '各队列的计划进度',
    queue: '队列',
    forecast: '已预测至',
    staffed: '已算人力至',
    next: '下一步',
    none: '尚无',
    steps: {
      forecast: '去预测',
      staffing: '去算人力',
      roster: '去排班',
    },
  },
  drift: {
    title_other: '{{count}} 个队列的预测正在偏离',
    others_other: '等另外 {{count}} 个',
    action: '查看从何时开始，以及如何处理',
  },
  people: '人员',
}
