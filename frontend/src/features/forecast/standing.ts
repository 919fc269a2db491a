import type { Curve } from './curve'
import type { ForecastIntervals } from './queries'

/** A run as the models made it. */
export function asMade({ start, contacts, ahtS }: ForecastIntervals): Curve {
  return { start, contacts, aht: ahtS }
}

/** A run as it stands: with the adjustments that are switched on. */
export function asPlanned(run: ForecastIntervals): Curve {
  return {
    start: run.start,
    contacts: run.adjustedContacts ?? run.contacts,
    aht: run.adjustedAhtS ?? run.ahtS,
  }
}
