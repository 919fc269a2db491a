import { missingHours } from './proposal'
import type { CapacityPlan, CapacityWeeks } from './queries'

/** A plan as planned, or in one of its scenarios. */
export interface Side {
  readonly key: string
  readonly plan: CapacityPlan
  /** "" as planned. */
  readonly scenario: string
}

export const MOST_SIDES = 3

/** Everything that could stand beside a plan: plans with the same currency, each with its scenarios. */
export function sidesOf(plans: readonly CapacityPlan[], currency: string): Side[] {
  return plans
    .filter((plan) => plan.currency === currency)
    .flatMap((plan) => {
      const scenarios = ['', ...(plan.scenarios ?? []).map(({ name }) => name)]
      return scenarios.map((scenario) => ({ key: keyOf(plan.id, scenario), plan, scenario }))
    })
}

const keyOf = (id: number, scenario: string) => (scenario ? `${id}~${scenario}` : String(id))

/** Which sides an address names; the plan and its first scenarios where it names none. */
export function chosenSides(
  sides: readonly Side[],
  named: string | undefined,
  plan: number,
): Side[] {
  if (named === undefined) {
    return sides.filter((side) => side.plan.id === plan).slice(0, MOST_SIDES)
  }
  const keys = named.split('|')
  return keys.flatMap((key) => sides.find((side) => side.key === key) ?? []).slice(0, MOST_SIDES)
}

/** Sides as an address names them. */
export const named = (keys: readonly string[]) => keys.slice(0, MOST_SIDES).join('|')

/** What a plan comes to in all. */
export interface Totals {
  readonly missing: number
  readonly hires: number
  readonly end: number
  readonly costMinor: number
}

/** The totals of a plan by month. What is missing in one month does not fill another's. */
export function totalsOf({ groups, total }: CapacityWeeks): Totals {
  return {
    missing: groups.reduce((sum, { gapHours }) => sum + missingHours(gapHours), 0),
    hires: total.hires.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    end: total.end.at(-1) ?? 0,
    costMinor: total.costMinor.reduce((sum, value) => sum + value, 0),
  }
}

/** The months that any of the sides has, in order. */
export function monthsOf(all: readonly CapacityWeeks[]): string[] {
  return [...new Set(all.flatMap(({ first }) => first))].toSorted()
}
