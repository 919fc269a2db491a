import type { DayQuality, QualityRepair } from '@/api/types'
import type { DayLook } from '@/parts/months/month-table'

/** What a day can be, what needs a look first. */
export const STATES = [
  'outage',
  'missing',
  'doubled',
  'outlier',
  'gaps',
  'complete',
  'closed',
  'ahead',
] as const
export type State = (typeof STATES)[number]

/** The colour of each state; what is as it should be stays plain. */
export const TONES: Record<State, DayLook['tone']> = {
  outage: 's',
  missing: 'v',
  doubled: 't',
  outlier: 'n',
  gaps: 'l',
  complete: 'd',
  closed: undefined,
  ahead: undefined,
}

/** A repair with its day. */
export interface RepairOfDay extends QualityRepair {
  readonly date: string
}

/** All repairs, the newest day first. */
export function repairsOf(days: readonly DayQuality[]): RepairOfDay[] {
  return days
    .flatMap(({ date, repairs }) => repairs.map((repair) => ({ ...repair, date })))
    .toSorted((a, b) => b.date.localeCompare(a.date) || a.fromSlot - b.fromSlot)
}

/** Whether a repair concerns the day as a whole. */
export function isWholeDay({ fromSlot, toSlot }: QualityRepair, intervalMin: number): boolean {
  return fromSlot === 0 && toSlot >= 1440 / intervalMin
}

const REASONS = {
  day_high: 'dayHigh',
  day_low: 'dayLow',
  outage: 'outage',
  intervals_high: 'slotHigh',
  intervals_low: 'slotLow',
  no_contacts: 'nothing',
} as const

/** The reason of a repair as a key of the strings; undefined for one that is not known here. */
export function reasonKey(reason: string): (typeof REASONS)[keyof typeof REASONS] | undefined {
  return REASONS[reason as keyof typeof REASONS]
}

const REMARKS = {
  from_average: 'fromAverage',
  offered_derived: 'offeredDerived',
  handled_above_offered: 'handledAboveOffered',
  repeated_hour: 'repeatedHour',
  parts_added: 'partsAdded',
  outside_opening: 'outsideOpening',
  handled_derived: 'handledDerived',
} as const

/** A remark of the import as a key of the strings; undefined for one that is not known here. */
export function remarkKey(remark: string): (typeof REMARKS)[keyof typeof REMARKS] | undefined {
  return REMARKS[remark as keyof typeof REMARKS]
}
