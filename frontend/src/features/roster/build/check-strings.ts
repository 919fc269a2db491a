import { defineStrings } from '@/i18n'
import type { Translation } from '@/i18n/types'

const en = {
  title: 'Service by simulation',
  queue: 'Queue',
  goal: 'Goal',
  formula: 'Formula',
  level: 'Simulated',
  kept: 'kept',
  missed: 'missed',
  helped: '{{hours}} person-hours come from people of other queues.',
  helps: '{{hours}} person-hours go to other queues.',
  rounds_one: 'Played once.',
  rounds_other: 'Played {{count}} times; round {{chosen}} stands.',
  course: 'Queues below their goal by round: {{missed}}',
  outdated: 'The roster was changed since it was played.',
  note: 'Formula: the queue’s own people alone. Simulated: everybody serves their own queue first, then the others they can.',
} as const

const zh: Translation<typeof en> = {
  title: '仿真服务水平',
  queue: '队列',
  goal: '目标',
  formula: '公式',
  level: '仿真',
  kept: '达标',
  missed: '未达标',
  helped: '{{hours}} 人时来自其他队列的人员。',
  helps: '{{hours}} 人时用于其他队列。',
  rounds_other: '仿真 {{count}} 次；采用第 {{chosen}} 轮。',
  course: '各轮未达标的队列数：{{missed}}',
  outdated: '仿真之后排班表已更改。',
  note: '公式：仅计该队列自己的人员。仿真：每人先服务自己的队列，再服务其他会的队列。',
}

export const useCheckStrings = defineStrings('rostercheck', en, zh)
