/** What a search had found and proven after some seconds. */
export interface Point {
  readonly at: number
  readonly best?: number | undefined
  readonly bound?: number | undefined
}

const MOST = 600

/**
 * One more point; a figure that did not change only reaches further. A search never
 * loses its best: one that is worse is of another round, against demand that was
 * corrected, and its curve begins anew.
 */
export function added(points: readonly Point[], point: Point): readonly Point[] {
  if (point.best === undefined) return points
  const known = points.at(-1)?.best
  if (known !== undefined && point.best > known + 1e-6) return [point]
  const [before, last] = [points.at(-2), points.at(-1)]
  const same = (one: Point | undefined) => one?.best === point.best && one?.bound === point.bound
  const kept = same(before) && same(last) ? points.slice(0, -1) : points
  return [...kept.slice(-MOST), point]
}

/** Two lines in a box: paths for an SVG of the given size, best above and bound below. */
export function paths(points: readonly Point[], width: number, height: number) {
  const values = points.flatMap(({ best, bound }) => [best, bound]).filter((v) => v !== undefined)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const end = Math.max(points.at(-1)?.at ?? 1, 1)
  const x = (at: number) => (at / end) * width
  const y = (value: number) => height - ((value - low) / Math.max(high - low, 1e-9)) * height
  const line = (of: (point: Point) => number | undefined) =>
    points
      .flatMap((point, i) => {
        const value = of(point)
        if (value === undefined) return []
        const next = points[i + 1]
        const steps = [`${x(point.at).toFixed(1)},${y(value).toFixed(1)}`]
        if (next) steps.push(`${x(next.at).toFixed(1)},${y(value).toFixed(1)}`)
        return steps
      })
      .join(' ')
  return { best: line(({ best }) => best), bound: line(({ bound }) => bound), low, high }
}
