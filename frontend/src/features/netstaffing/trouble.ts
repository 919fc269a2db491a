import type { NetReport } from './queries'

/** Groups of whom nobody is there, and queues that are short while one group alone can help. */
export function trouble({ groups, queues }: Pick<NetReport, 'groups' | 'queues'>) {
  const away = groups.filter(({ presentHours }) => presentHours < LEAST).map(({ name }) => name)
  const single = queues.filter(({ queueId, shortHours, requiredHours }) => {
    const able = groups.filter(({ skills }) => skills.some((one) => one.queueId === queueId))
    return able.length === 1 && shortHours > SHORT * requiredHours
  })
  return { away, single: single.map(({ name }) => name) }
}

const LEAST = 1e-6
const SHORT = 0.05
