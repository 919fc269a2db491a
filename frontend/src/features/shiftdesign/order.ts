import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type ShiftDesign = Schemas['ShiftDesign']
export type ShiftDesignOrder = Schemas['ShiftDesignOrder']
export type DesignedShift = Schemas['DesignedShift']
export type DesignRules = Schemas['DesignRules']

/** A kind of shift as its fields hold it: lengths in hours. */
export interface WindowValues {
  key: number
  earliest: string
  latest: string
  shortest: number | string
  longest: number | string
}

export const FIRST_WINDOW: WindowValues = {
  key: 1,
  earliest: '07:00',
  latest: '11:00',
  shortest: 8,
  longest: 9,
}

export interface Prices {
  under: number | string
  over: number | string
  charge: number | string
  most: number | string
}

export const USUAL_PRICES: Prices = { under: 40, over: 10, charge: 40, most: '' }

/** How many numbers of shifts are compared: 2 to this. */
const CURVE_TO = 12

export function orderOf(
  requirements: readonly string[],
  windows: readonly WindowValues[],
  prices: Prices,
  rules?: DesignRules,
): ShiftDesignOrder {
  const minutes = (hours: number | string) => Math.round(Number(hours) * 60)
  return {
    requirementIds: requirements.map(Number),
    windows: windows.map((one) => ({
      earliestStart: one.earliest,
      latestStart: one.latest,
      shortestMin: minutes(one.shortest),
      longestMin: minutes(one.longest),
    })),
    prices: { under: Number(prices.under) || 0, over: Number(prices.over) || 0 },
    charge: Number(prices.charge) || 0,
    maxShifts: Number(prices.most) || undefined,
    curveTo: CURVE_TO,
    rules,
    seed: 1,
  }
}

/** ISO weekdays on which somebody takes a shift. */
export function weekdaysOf({ people }: DesignedShift): number[] {
  return people.flatMap((count, day) => (count > 0 ? [day + 1] : []))
}

export function spanOf({ start, end }: Pick<DesignedShift, 'start' | 'end'>): string {
  return `${start}–${end}`
}

/** People that shifts bring, by slot of the week; what runs past Sunday night begins it. */
export function coverOf(shifts: readonly DesignedShift[], slotMin: number): number[] {
  const day = 1440 / slotMin
  const cover = Array.from({ length: 7 * day }, () => 0)
  for (const { start, minutes, people } of shifts) {
    const first = (Number(start.slice(0, 2)) * 60 + Number(start.slice(3))) / slotMin
    for (const [weekday, count] of people.entries()) {
      for (let slot = 0; slot < minutes / slotMin; slot += 1) {
        const at = (weekday * day + first + slot) % cover.length
        cover[at] = (cover[at] ?? 0) + count
      }
    }
  }
  return cover
}
