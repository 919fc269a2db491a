import type { useStaffingStrings } from './strings'
import { span } from './words'

/** Names what waits by its age: below each bound, and older than all of them. */
export function ageNames(
  t: ReturnType<typeof useStaffingStrings>,
  bounds: readonly number[],
): string[] {
  return [
    ...bounds.map((bound, i) =>
      i === 0
        ? t('waiting.younger', { to: span(bound) })
        : t('waiting.between', { from: span(bounds[i - 1] ?? 0), to: span(bound) }),
    ),
    t('waiting.older', { from: span(bounds.at(-1) ?? 0) }),
  ]
}

/** Adds lists up one upon the other: the first from zero, each later one from where that before ends. */
export function stacked(
  lists: readonly (readonly (number | null)[])[],
): { lo: number[]; hi: number[] }[] {
  let floor: number[] = (lists[0] ?? []).map(() => 0)
  return lists.map((list) => {
    const lo = floor
    floor = lo.map((value, i) => value + (list[i] ?? 0))
    return { lo, hi: floor }
  })
}
