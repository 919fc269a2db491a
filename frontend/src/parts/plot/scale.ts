/** Round numbers that cover a range: about as many as wanted, steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(low: number, high: number, wanted: number): number[] {
  const span = high - low || Math.abs(high) || 1
  const rough = span / Math.max(1, wanted)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power
  const first = Math.floor(low / step)
  const last = Math.ceil((high > low ? high : low + span) / step)
  // a product and not a sum: 0.1 three times is not 0.3
  return Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step))
}

function tidy(value: number): number {
  return Number(value.toPrecision(12))
}

/** The numbers of an axis over values from low to high; those of nothing known are undefined. */
export function levelsOf(
  low: number | null | undefined,
  high: number | null | undefined,
  fromZero: boolean,
  wanted: number,
): number[] {
  if (low == null || high == null) return roundTicks(0, 1, wanted)
  return fromZero
    ? roundTicks(Math.min(0, low), Math.max(0, high), wanted)
    : roundTicks(low, high, wanted)
}

/** Keeps of the places that may have words as many as fit, evenly thinned. */
export function fitting(places: readonly number[], width: number, each: number): number[] {
  const most = Math.max(1, Math.floor(width / each))
  const every = Math.max(1, Math.ceil(places.length / most))
  return places.filter((_, at) => at % every === 0)
}
