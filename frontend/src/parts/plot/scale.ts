// The arithmetic of a drawing: from values and places to pixels.

export type Values = readonly (number | null | undefined)[]

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

/** Lowest and highest of what is known; undefined where nothing is. */
export function extent(series: readonly Values[]): [low: number, high: number] | undefined {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const values of series) {
    for (const value of values) {
      if (value == null || !Number.isFinite(value)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return low <= high ? [low, high] : undefined
}

/** Keeps of the places that may have words as many as fit, evenly thinned. */
export function fitting(places: readonly number[], width: number, each: number): number[] {
  const most = Math.max(1, Math.floor(width / each))
  const every = Math.max(1, Math.ceil(places.length / most))
  return places.filter((_, at) => at % every === 0)
}

type Place = (value: number) => number

/** The path of a line; it breaks where nothing is known. */
export function linePath(values: Values, x: Place, y: Place): string {
  return stretches(values)
    .map((places) => `M${places.map((i) => point(x(i), y(values[i] ?? 0))).join('L')}`)
    .join('')
}

/** The outline of a band between two lines, there and back. */
export function bandPath(lo: Values, hi: Values, x: Place, y: Place): string {
  const both = lo.map((value, i) => (hi[i] == null ? null : value))
  return stretches(both)
    .map((places) => {
      const there = places.map((i) => point(x(i), y(hi[i] ?? 0)))
      const back = places.toReversed().map((i) => point(x(i), y(lo[i] ?? 0)))
      return `M${[...there, ...back].join('L')}Z`
    })
    .join('')
}

/** Places that stand alone, where a line would show nothing. */
export function lonely(values: Values): number[] {
  return stretches(values).flatMap((places) => (places.length === 1 ? places : []))
}

function stretches(values: Values): number[][] {
  const found: number[][] = []
  let open: number[] | undefined
  values.forEach((value, i) => {
    if (value == null || !Number.isFinite(value)) {
      open = undefined
    } else if (open) {
      open.push(i)
    } else {
      open = [i]
      found.push(open)
    }
  })
  return found
}

function point(x: number, y: number): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`
}
