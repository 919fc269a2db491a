import type { Forecast, Queue, Requirement } from '@/api/types'

/** How far the plans of a queue reach. */
export interface Horizon {
  readonly queue: Queue
  /** Last day forecast and last day staffed; undefined where there is none. */
  readonly forecast?: string
  readonly staffed?: string
}

/** The last of a run of days. */
export function lastDay(from: string, days: number): string {
  const at = new Date(`${from}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days - 1)
  return at.toISOString().slice(0, 10)
}

/** How far each queue is planned, those that run out first on top. */
export function horizons(
  queues: readonly Queue[],
  forecasts: readonly Forecast[],
  requirements: readonly Requirement[],
): Horizon[] {
  const done = forecasts.filter(({ state }) => state === 'done')
  return queues
    .map((queue) => ({
      queue,
      forecast: furthest(done, queue.id),
      staffed: furthest(requirements, queue.id),
    }))
    .toSorted((a, b) => reach(a).localeCompare(reach(b)))
}

interface Plan {
  readonly queueId: number
  readonly from: string
  readonly days: number
}

function furthest(plans: readonly Plan[], queueId: number): string | undefined {
  return plans
    .filter((plan) => plan.queueId === queueId)
    .map(({ from, days }) => lastDay(from, days))
    .toSorted()
    .at(-1)
}

// what is not forecast at all comes before what is not staffed
function reach({ forecast = '', staffed = '' }: Horizon): string {
  return `${staffed.padEnd(10)} ${forecast}`
}
