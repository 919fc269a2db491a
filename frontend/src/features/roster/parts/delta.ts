import type { Formatters } from '@/format'

/** A change with its sign; what rounds to nothing is 0 and not −0. */
export function deltaText(format: Formatters, delta: number): string {
  const rounded = Math.round(delta * 10) / 10
  if (rounded === 0) return format.number(0)
  return `${rounded > 0 ? '+' : '−'}${format.number(Math.abs(rounded), 1)}`
}
