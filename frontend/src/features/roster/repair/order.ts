import type { Sheet } from '../model/sheet'
import type { Cell, RepairOrder } from '../model/types'

/** What the planner fills in. Ids are text, as choices have them. */
export interface RepairValues {
  readonly absent: string[]
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly frozenHours: number
  readonly pinned: string[]
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
    frozenHours: 0,
    pinned: [],
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
    pinnedPersonIds: values.pinned.map(Number),
    willingPersonIds: values.willing.map(Number),
    onlyWilling: values.onlyWilling && values.willing.length > 0,
    keepWeekPaid: keep.includes('keepWeekPaid'),
    keepDayPaid: keep.includes('keepDayPaid'),
    keepStarts: keep.includes('keepStarts'),
    keepByHand: keep.includes('keepByHand'),
  }
}
