import type { Forecast } from '@/api/types'
import type { Handlers } from '@/testing/server'
import type { Adjustment } from '../adjust/change'
import type { Schedule } from '../nightly/queries'
import type { ForecastIntervals } from '../queries'

const score = { wape: 0.175, dayWape: 0.07, bias: -0.02, mase: 0.64, rmse: 5.4, n: 100 }

/** A finished forecast of one day in two intervals, for tests of the screens. */
export const FORECAST: Forecast = {
  id: 9,
  queueId: 4,
  siteId: 1,
  state: 'done',
  from: '2026-11-23',
  days: 7,
  zone: 'Asia/Shanghai',
  intervalMin: 30,
  levels: [0.8],
  quality: { grade: 'good', reasons: [] },
  combination: { members: ['mean-8w'], rule: 'mean', score },
  candidates: [
    {
      name: 'mean-8w',
      family: 'averages',
      score,
      byLead: [{ firstDay: 1, lastDay: 7, score, coverage: [] }],
      chosen: true,
      why: { code: 'taken', args: {}, text: 'in the combination' },
    },
    {
      name: 'factors rank=2',
      family: 'factors',
      score: { ...score, wape: 0.2 },
      byLead: [{ firstDay: 1, lastDay: 7, score: { ...score, wape: 0.21 }, coverage: [] }],
      chosen: false,
      why: {
        code: 'behind_the_best',
        args: { model: 'mean-8w', percent: '14' },
        text: '14 % behind the best, mean-8w; up to 10 % is near enough',
      },
    },
  ],
  reference: { ...score, wape: 0.2 },
  byLead: [{ firstDay: 1, lastDay: 7, score, coverage: [{ level: 0.8, share: 0.81, n: 90 }] }],
  origins: [{ origin: '2026-10-22', days: 30, score }],
  flags: [
    {
      date: '2026-10-01',
      fromSlot: 0,
      toSlot: 48,
      reason: 'day_low',
      text: 'day far below its level',
      observed: 12,
      expected: 700,
    },
  ],
  notes: [
    {
      code: 'history_ends_before',
      args: { days: '2' },
      text: 'the history ends 2 days before the first day forecast',
    },
  ],
  together: [],
  adapted: [],
  inputHash: 'abc',
  codeVersion: 'v1',
  createdAt: '2026-11-21T20:00:00Z',
  createdBy: 1,
}

export const QUEUE = {
  id: 4,
  version: 1,
  code: 'CD-SALES',
  name: 'Sales line',
  siteId: 1,
  openingHours: [],
}

export const INTERVALS: ForecastIntervals = {
  intervalMin: 30,
  zone: 'Asia/Shanghai',
  start: ['2026-11-23T09:00:00+08:00', '2026-11-23T09:30:00+08:00'],
  contacts: [12.5, 0],
  open: [true, false],
  bands: [{ level: 0.8, lo: [10, 0], hi: [15, 0] }],
  adjustments: [],
  idleAdjustments: [],
}

const TOTALS = {
  days: [
    {
      first: '2026-11-23',
      last: '2026-11-23',
      contacts: 12.5,
      adjustedContacts: 12.5,
      bands: [{ level: 0.8, lo: 10, hi: 15 }],
    },
  ],
  weeks: [
    {
      first: '2026-11-23',
      last: '2026-11-29',
      contacts: 900,
      adjustedContacts: 900,
      bands: [{ level: 0.8, lo: 800, hi: 1000 }],
    },
  ],
}

export const ADJUSTMENT: Adjustment = {
  id: 3,
  version: 2,
  queueId: 4,
  measure: 'contacts',
  operation: 'multiply',
  value: 1.2,
  from: '2026-11-23T01:00:00Z',
  to: '2026-11-23T02:00:00Z',
  type: 'campaign',
  reason: 'Autumn mailing',
  active: true,
  withdrawn: false,
  createdAt: '2026-11-20T02:00:00Z',
  createdBy: 1,
  createdByName: 'Li Na',
  changedAt: '2026-11-20T02:00:00Z',
  changedBy: 1,
  changedByName: 'Li Na',
}

/** A schedule of which nobody has decided anything. */
export const UNDECIDED: Schedule = { active: false, hour: 3, days: 42, nights: [], version: 0 }

/** A server with that forecast and nothing else. */
export const HANDLERS: Handlers = {
  'GET /forecast-schedule': () => UNDECIDED,
  'GET /queues': () => ({ items: [QUEUE] }),
  'GET /forecasts': () => ({ items: [FORECAST] }),
  'GET /forecasts/9': () => FORECAST,
  'GET /forecasts/9/intervals': () => INTERVALS,
  'GET /forecasts/9/days': () => TOTALS,
  'GET /queues/4/history': () => ({ start: [], offered: [], handled: [], ahtS: [] }),
}
