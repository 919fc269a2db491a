import type { AbsenceFields } from '@/api/types'
import type { Sheet } from '../model/sheet'
import type { Cell, RepairOrder } from '../model/types'

/** A day of somebody that stays as it is. */
export interface Pin {
  readonly personId: number
  readonly day: string
}

/** What the planner fills in. Ids are text, as choices have them. */
export interface RepairValues {
  readonly absent: string[]
  readonly from: string
  readonly to: string
  readonly reason: string
  /** How the absence is recorded under People; not at all where record is false. */
  readonly kind: AbsenceFields['kind']
  readonly record: boolean
  readonly frozenHours: number
  readonly queues: string[]
  readonly days: string[]
  readonly asked: string[]
  readonly pinned: string[]
  readonly pinnedDays: string[]
  readonly pins: readonly Pin[]
  readonly willing: string[]
  readonly onlyWilling: boolean
  readonly keep: string[]
}

/** The cell's person is absent on the cell's day until the planner says otherwise. */
export function valuesOf(sheet: Sheet, { person, day }: Cell): RepairValues {
  const id = sheet.people[person]?.id
  const date = sheet.grid.days[day] ?? ''
  return {
    absent: id === undefined ? [] : [String(id)],
    from: date,
    to: date,
    reason: '',
    kind: 'sickness',
    record: true,
    frozenHours: 0,
    queues: [],
    days: [],
    asked: [],
    pinned: [],
    pinnedDays: [],
    pins: [],
    willing: [],
    onlyWilling: false,
    keep: [],
  }
}

/** The order as the server takes it. */
export function orderOf(values: RepairValues): RepairOrder {
  const { from, to, frozenHours, keep } = values
  return {
    absent: values.absent.map((id) => ({ personId: Number(id), from, to })),
    frozenHours,
    queueIds: values.queues.map(Number),
    days: values.days,
    personIds: values.asked.map(Number),
    pinnedPersonIds: values.pinned.map(Number),
    pinnedDays: values.pinnedDays,
    pinnedShifts: [...values.pins],
    willingPersonIds: values.willing.map(Number),
    onlyWilling: values.onlyWilling && values.willing.length > 0,
    keepWeekPaid: keep.includes('keepWeekPaid'),
    keepDayPaid: keep.includes('keepDayPaid'),
    keepStarts: keep.includes('keepStarts'),
    keepByHand: keep.includes('keepByHand'),
  }
}

/** A list with an entry once. */
export function including(list: readonly string[], entry: string): string[] {
  return list.includes(entry) ? [...list] : [...list, entry]
}

/** Pins with one more, once. */
export function pinning(pins: readonly Pin[], pin: Pin): readonly Pin[] {
  const same = (one: Pin) => one.personId === pin.personId && one.day === pin.day
  return pins.some(same) ? pins : [...pins, pin]
}
