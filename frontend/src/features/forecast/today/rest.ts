import type { Overlay } from '../timeline'
import type { Intraday } from './queries'

/**
 * The intervals to come of a day that was forecast anew, as a line of the chart.
 * None while nothing was changed: it would lie on the forecast.
 */
export function restLine({ start, updated, cut, whyNot }: Intraday): Overlay | undefined {
  if (whyNot || cut >= start.length) return undefined
  return {
    kind: 'updated',
    curve: { start: start.slice(cut), contacts: updated.slice(cut) },
  }
}
