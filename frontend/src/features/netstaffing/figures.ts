import * as simulated from '@/features/simulation/estimate'
import type { Formatters } from '@/format'
import type { Estimated, NetQueue } from './queries'

const figure = ({ value, se }: Estimated) => ({ mean: value, se })

/** A share with twice its standard error in points: 83.4% ± 0.6. */
export const share = (format: Formatters, of: Estimated) => simulated.share(format, figure(of))

/** A wait in seconds with its error. */
export const wait = (format: Formatters, of: Estimated) => simulated.wait(format, figure(of))

/** A change of a share in points, with its sign and error: +3.1 ± 0.4. */
export function points(format: Formatters, { value, se }: Estimated): string {
  if (value === undefined) return '–'
  const change = format.signed(100 * value, 1)
  return se === undefined ? change : `${change} ± ${format.number(200 * se, 1)}`
}

/** A number with its error: 2.4 ± 0.3. */
export function amount(format: Formatters, { value, se }: Estimated): string {
  if (value === undefined) return '–'
  const text = format.signed(value, 1)
  return se === undefined ? text : `${text} ± ${format.number(2 * se, 1)}`
}

/** How a service level stands to its goal: what chance may explain is neither kept nor missed. */
export type Verdict = 'kept' | 'missed' | 'unsure' | 'none'

/** Judges a queue by what was simulated, or by the formulas where nothing was. */
export function verdictOf({ target, simulated: played, expected }: NetQueue): Verdict {
  const { value, se = 0 } = (played ?? expected).serviceLevel
  if (!target.serviceLevel || value === undefined) return 'none'
  if (value >= target.serviceLevel - EXACT) return 'kept'
  return value < target.serviceLevel - SIGMAS * se ? 'missed' : 'unsure'
}

/** Whether a change is more than chance explains. */
export function beyondChance({ value, se }: Estimated): boolean {
  return value !== undefined && Math.abs(value) > SIGMAS * (se ?? 0) && Math.abs(value) > EXACT
}

/** B less A, with the errors of both together. */
export function difference(a: Estimated, b: Estimated): Estimated {
  if (a.value === undefined || b.value === undefined) return {}
  const known = a.se !== undefined || b.se !== undefined
  return { value: b.value - a.value, se: known ? Math.hypot(a.se ?? 0, b.se ?? 0) : undefined }
}

const SIGMAS = 2
const EXACT = 1e-9
