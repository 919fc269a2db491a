import type { CapacityColumns, CapacityPlan, CapacityWeeks } from '../queries'

const GROUP = {
  hours: 40,
  training: { weeks: 2, costMinor: 100 },
  overtime: { cap: 0 },
  payMinor: 60_000,
  hireCostMinor: 1000,
}

/** Four weeks of a group whose hours are typed, and of one that is read from its queue. */
export const PLAN: CapacityPlan = {
  id: 7,
  version: 3,
  siteId: 1,
  name: 'Spring',
  currency: 'GBP',
  from: '2026-12-21',
  weeks: 4,
  changedAt: '2026-11-22T05:00:00Z',
  changedBy: 1,
  note: 'first draft',
  groups: [
    {
      ...GROUP,
      name: 'voice',
      required: [600, 600, 660, 660],
      starting: [{ people: 20, weeks: 100 }],
      shrinkage: [{ name: 'leave', inOffice: false, share: [0.25] }],
      hires: [{ week: 1, people: 3 }],
      vendors: [
        { name: 'North', min: 1, max: 9, lead: 1, weeks: 4, hours: 30, priceMinor: 90_000 },
      ],
    },
    { ...GROUP, name: 'chat', queueIds: [4], required: [90, 90, 90, 90], basis: [] },
  ],
  scenarios: [{ name: 'busy', demand: 0.1 }],
}

const zeros = [0, 0, 0, 0]

/** Figures of a group, of which a test names those that matter to it. */
export function columns(some: Partial<CapacityColumns>): CapacityColumns {
  return {
    start: zeros,
    hires: zeros,
    transfersIn: zeros,
    transfersOut: zeros,
    leavers: zeros,
    end: zeros,
    training: zeros,
    worth: zeros,
    required: zeros,
    vendor: zeros,
    gap: zeros,
    requiredHours: zeros,
    ownHours: zeros,
    vendorHours: zeros,
    overtimeHours: zeros,
    gapHours: zeros,
    available: [0.75, 0.75, 0.75, null],
    payMinor: zeros,
    hiringMinor: zeros,
    trainingCostMinor: zeros,
    overtimePayMinor: zeros,
    vendorCostMinor: zeros,
    costMinor: zeros,
    gapMinor: zeros,
    ...some,
  }
}

/** The plan as the server computes it, or nearly. */
export const WEEKS: CapacityWeeks = {
  planId: 7,
  version: 3,
  currency: 'GBP',
  period: 'week',
  first: ['2026-12-21', '2026-12-28', '2027-01-04', '2027-01-11'],
  groups: [
    columns({
      name: 'voice',
      start: [20, 20, 23, 23],
      end: [20, 23, 23, 23],
      required: [20, 20, 22, 22],
      gap: [0, 0, -2, 1],
      requiredHours: [600, 600, 660, 660],
      gapHours: [0, 0, -60, 30],
      costMinor: [1_200_000, 1_383_000, 1_380_000, 1_380_000],
    }),
    columns({ name: 'chat', required: [3, 3, 3, 3], gap: [-3, -3, -3, -3] }),
  ],
  leaving: [
    { basis: 'site', exits: 62, firstYear: 0.41, later: 0.2 },
    { basis: 'typed', exits: 0 },
  ],
  total: columns({
    start: [20, 20, 23, 23],
    end: [20, 23, 23, 23],
    hires: [0, 3, 0, 0],
    required: [23, 23, 25, 25],
    gap: [-3, -3, -5, -2],
    costMinor: [1_200_000, 1_383_000, 1_380_000, 1_380_000],
  }),
}
