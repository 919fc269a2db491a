import type { NetIntervals, NetQueue, NetReport } from './queries'

const service = (level: number, se?: number) => ({
  offered: 100,
  serviceLevel: { value: level, se },
  abandon: { value: 0.05, se },
  asaS: { value: 12, se },
})

/** A queue that has and needs so many hours and was simulated at a service level. */
export function queueOf(queueId: number, name: string, level: number, se = 0.005): NetQueue {
  return {
    queueId,
    requirementId: queueId + 10,
    code: name.toUpperCase(),
    name,
    target: { serviceLevel: 0.8, thresholdS: 20, slVariant: 'sl_excl_short' },
    requiredHours: 20,
    staffedHours: queueId === 1 ? 24.5 : 16,
    aloneHours: 22,
    shortHours: queueId === 1 ? 0 : 4,
    expected: service(level + 0.02),
    simulated: service(level, se),
    loss: { value: 0.2, se: 0.1 },
  }
}

const ORDER = { mode: 'net', requirementIds: [11, 12], weeklyHours: 30, replications: 10 } as const

/** An answer about two queues: one with idle people, one that lacks them. */
export const REPORT: NetReport = {
  id: 5,
  siteId: 1,
  jobId: 21,
  state: 'done',
  order: { ...ORDER, requirementIds: [...ORDER.requirementIds] },
  from: '2026-11-23',
  days: 7,
  zone: 'Asia/Shanghai',
  intervalMin: 30,
  codeVersion: 'x',
  createdAt: '2026-11-22T05:00:00Z',
  createdBy: 1,
  queues: [queueOf(1, 'Billing', 0.9), queueOf(2, 'Faults', 0.62)],
  groups: [
    {
      name: 'BILLING',
      people: 12,
      skills: [{ queueId: 1, level: 1 }],
      presentHours: 24,
      workingHours: 12,
      spareHours: 3.5,
      byQueue: [{ queueId: 1, hours: 20.5 }],
    },
    {
      name: 'FAULTS > BILLING',
      people: 8,
      skills: [
        { queueId: 1, level: 2 },
        { queueId: 2, level: 1 },
      ],
      presentHours: 20,
      workingHours: 18,
      spareHours: 0,
      byQueue: [
        { queueId: 1, hours: 4 },
        { queueId: 2, hours: 16 },
      ],
    },
    {
      name: 'NIGHT',
      people: 2,
      skills: [{ queueId: 1, level: 1 }],
      presentHours: 0,
      workingHours: 0,
      spareHours: 0,
      byQueue: [{ queueId: 1, hours: 0 }],
    },
  ],
  simulation: { replications: 10, events: 24_000, precise: true, worstSe: 0.005 },
  hours: { pooled: 36, required: 40, dedicated: 44, present: 44 },
  skills: [{ group: 'BILLING', queueId: 2, inTime: 31.4, agents: 0.42 }],
}

export const INTERVALS: NetIntervals = {
  id: 5,
  start: ['2026-11-23T08:00:00+08:00', '2026-11-23T08:30:00+08:00', '2026-11-23T09:00:00+08:00'],
  queues: [
    {
      queueId: 1,
      alone: [5, 6, 0],
      required: [4, 5, 0],
      staffed: [6, 4.5, 0],
      net: [2, -0.5, 0],
      serviceLevel: [0.95, 0.7, null],
      asaS: [3, 20, null],
      abandon: [0.01, 0.1, null],
    },
    {
      queueId: 2,
      alone: [3, 3, 3],
      required: [3, 3, 3],
      staffed: [1, 2, 3],
      net: [-2, -1, 0],
      serviceLevel: [0.3, 0.6, 0.85],
      asaS: [90, 40, 10],
      abandon: [0.3, 0.2, 0.05],
    },
  ],
  groups: [],
  pooled: [6, 7, 3],
  alone: [8, 9, 3],
}
