import type { Forecast, Me, Requirement, Roster } from '@/api/types'

/** The steps from a file to a published roster, in their order. */
export const STEPS = ['import', 'forecast', 'staffing', 'roster'] as const
export type Step = (typeof STEPS)[number]

/** What is known of the journey's state. Undefined while it is on its way. */
export interface Journey {
  readonly sites?: number
  readonly forecasts?: readonly Forecast[]
  readonly requirements?: readonly Requirement[]
  readonly rosters?: readonly Roster[]
}

/** Who does a step: what the permission behind its screen is. */
const NEEDS = {
  import: 'demand:manage',
  forecast: 'demand:read',
  staffing: 'demand:read',
  roster: 'rosters:read',
} as const

/** The steps that a person's roles let them see. */
export function stepsOf(me: Pick<Me, 'permissions'>): Step[] {
  return STEPS.filter((step) => me.permissions.includes(NEEDS[step]))
}

/**
 * The step that waits for a decision: the first that has no result to build on.
 * A draft roster waits to be published; once one is, nothing does.
 */
export function nextStep({ forecasts, requirements, rosters }: Journey): Step | undefined {
  if (!forecasts || !requirements || !rosters) return undefined
  const done = forecasts.filter(({ state }) => state === 'done')
  if (forecasts.length === 0) return 'import'
  if (done.length === 0) return 'forecast'
  const latest = done.reduce((a, b) => (b.createdAt > a.createdAt ? b : a))
  const staffed = requirements.some(({ forecastId }) => done.some(({ id }) => id === forecastId))
  if (!staffed) return 'staffing'
  const covers = rosters.some((one) => one.state === 'published' && one.from >= latest.from)
  return covers ? undefined : 'roster'
}
