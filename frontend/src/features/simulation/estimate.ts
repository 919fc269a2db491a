import type { Formatters } from '@/format'
import type { SimulatedFigure } from './queries'

/** Twice the standard error: how far the mean of 19 in 20 such simulations may lie off. */
const SIGMAS = 2

/** A mean with how sure it is: 83.4% ± 0.6; a dash where there is nothing to divide by. */
export function estimate(
  { mean, se }: SimulatedFigure,
  text: (value: number) => string,
  errorText: (value: number) => string = text,
): string {
  if (mean === undefined) return '–'
  const error = se === undefined ? '0' : errorText(SIGMAS * se)
  return error === '0' ? text(mean) : `${text(mean)} ± ${error}`
}

/** A share as a percentage, its error in points. */
export function share(format: Formatters, figure: SimulatedFigure): string {
  return estimate(
    figure,
    (value) => format.percent(value, 1),
    (value) => format.number(100 * value, value < 0.001 ? 2 : 1),
  )
}

/** A wait in seconds. */
export function wait(format: Formatters, figure: SimulatedFigure): string {
  return estimate(
    figure,
    (value) => `${format.number(value, 1)} s`,
    (value) => format.number(value, 1),
  )
}

/** A count. */
export function count(format: Formatters, figure: SimulatedFigure): string {
  return estimate(figure, (value) => format.number(value, 1))
}
