import type { Formatters } from '@/format'
import { duration } from '@/format'

/** Names the instants of a simulation: wall time of its site, or time since it began where it has no day. */
export function clockOf(
  format: Formatters,
  start: string | undefined,
  zone: string | undefined,
): (seconds: number) => { day: string; time: string } {
  if (!start) return (seconds) => ({ day: '', time: duration(seconds) })
  const from = Date.parse(start)
  return (seconds) => {
    const at = new Date(from + 1000 * seconds)
    const words = format.dateTime(at, zone ?? 'UTC')
    const time = format.time(at, zone ?? 'UTC')
    return { day: words.slice(0, words.length - time.length).replace(/[,\s]+$/, ''), time }
  }
}
