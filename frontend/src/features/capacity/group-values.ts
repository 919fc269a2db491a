import { major, minor } from '@/format/minor'
import { share } from './new-plan'
import type { CapacityGroup } from './queries'

/** A group as its form holds it: shares in per cent, money in whole units, curves as text. */
export interface GroupValues {
  name: string
  queueIds: string[]
  sharing: number
  countPeople: boolean
  starting: { people: number; weeks: number }[]
  hours: number
  pay: number
  hireCost: number
  lead: number
  attrition: { fromWeek: number; yearly: number }[]
  /** The share is empty where it differs by week; those are written in the table. */
  shrinkage: { name: string; inOffice: boolean; share: number[] }[]
  trainingWeeks: number
  trainingCost: number
  productivity: string
  handle: string
  overtime: number
  premium: number
  vendors: {
    name: string
    min: number
    max: number
    lead: number
    weeks: number
    hours: number
    price: number
  }[]
}

const percent = (ratio: number) => Number((ratio * 100).toFixed(6))

/** The form of a group. */
export function valuesOf(group: CapacityGroup, currency: string): GroupValues {
  return {
    name: group.name,
    queueIds: (group.queueIds ?? []).map(String),
    sharing: percent(group.sharing || 1),
    countPeople: group.countPeople ?? false,
    starting: [...(group.starting ?? [])],
    hours: group.hours,
    pay: major(group.payMinor, currency),
    hireCost: major(group.hireCostMinor, currency),
    lead: group.lead ?? 0,
    attrition: (group.attrition ?? []).map(({ fromWeek, yearly }) => ({
      fromWeek,
      yearly: percent(yearly),
    })),
    shrinkage: (group.shrinkage ?? []).map((one) => ({ ...one, share: one.share.map(percent) })),
    trainingWeeks: group.training.weeks,
    trainingCost: major(group.training.costMinor, currency),
    productivity: (group.training.productivity ?? []).map(percent).join(', '),
    handle: (group.training.handle ?? []).map(percent).join(', '),
    overtime: percent(group.overtime.cap),
    premium: group.overtime.premium || 1.5,
    vendors: (group.vendors ?? []).map(({ priceMinor, ...vendor }) => ({
      ...vendor,
      price: major(priceMinor, currency),
    })),
  }
}

/** The group that a form stands for; hires and tranches stay as they were. */
export function groupOf(
  values: GroupValues,
  old: CapacityGroup,
  currency: string,
  weeks: number,
): CapacityGroup {
  const queueIds = values.queueIds.map(Number)
  const reads = queueIds.length > 0
  const sameQueues = (old.queueIds ?? []).join() === queueIds.join()
  return {
    ...old,
    name: values.name.trim(),
    queueIds,
    sharing: reads && values.sharing < 100 ? share(values.sharing) : undefined,
    countPeople: reads && values.countPeople,
    // hours of other queues are not those of these; they are read anew
    required: sameQueues ? old.required : new Array<number>(weeks).fill(0),
    starting: values.starting,
    hours: values.hours,
    payMinor: minor(values.pay, currency),
    hireCostMinor: minor(values.hireCost, currency),
    lead: values.lead || undefined,
    attrition: values.attrition
      .toSorted((a, b) => a.fromWeek - b.fromWeek)
      .map(({ fromWeek, yearly }) => ({ fromWeek, yearly: share(yearly) })),
    shrinkage: values.shrinkage.map((one) => ({
      ...one,
      name: one.name.trim(),
      share: one.share.map(share),
    })),
    training: {
      weeks: values.trainingWeeks,
      costMinor: minor(values.trainingCost, currency),
      productivity: curveOf(values.productivity),
      handle: curveOf(values.handle),
    },
    overtime: {
      cap: share(values.overtime),
      premium: values.overtime > 0 ? values.premium : undefined,
    },
    vendors: values.vendors.map(({ price, ...vendor }) => ({
      ...vendor,
      name: vendor.name.trim(),
      priceMinor: minor(price, currency),
    })),
    // a vendor that went takes its tranches along
    tranches: old.tranches?.filter(({ vendor }) => vendor < values.vendors.length),
  }
}

/** A curve written in per cent with commas, as shares; undefined where nothing is written. */
export function curveOf(text: string): number[] | undefined {
  const cells = cellsOf(text)
  return cells.length === 0 ? undefined : cells.map((cell) => share(Number(cell)))
}

/** Whether a text is a curve whose figures lie within limits, in per cent. */
export function isCurve(text: string, low: number, high: number): boolean {
  return cellsOf(text).every((cell) => {
    const value = Number(cell)
    return Number.isFinite(value) && value >= low && value <= high
  })
}

function cellsOf(text: string): string[] {
  return text
    .replaceAll('%', '')
    .split(/[,，、;\s]+/)
    .filter((cell) => cell !== '')
}
