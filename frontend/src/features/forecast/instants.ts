import { addDays } from './days'

/** A wall clock at a site. The end of a day is 24:00 of that day and not 00:00 of the next. */
export interface Wall {
  readonly day: string
  readonly clock: string
}

/** The wall clock at which something begins. */
export function wallOf(instant: string, zone: string): Wall {
  const { day, minute } = partsOf(Date.parse(instant), zone)
  return { day, clock: clockText(minute) }
}

/** The wall clock at which something ends. */
export function endWallOf(instant: string, zone: string): Wall {
  const wall = wallOf(instant, zone)
  return wall.clock === '00:00' ? { day: addDays(wall.day, -1), clock: '24:00' } : wall
}

/**
 * The instant of a wall clock at a site. Of the two that a clock shows when it
 * is put back the first; of an hour that it skips the instant after.
 */
export function instantOf({ day, clock }: Wall, zone: string): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  const wanted = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000
  // the offset on either side of a change of the clocks: the larger one is the earlier instant
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map((at) => offsetAt(at, zone))
  const [larger = 0, smaller = 0] = offsets.toSorted((a, b) => b - a)
  const early = wanted - larger
  const at = offsetAt(early, zone) === larger ? early : wanted - smaller
  return new Date(at).toISOString()
}

function offsetAt(at: number, zone: string): number {
  const { day, minute } = partsOf(at, zone)
  return Date.parse(`${day}T00:00:00Z`) + minute * 60_000 - Math.floor(at / 60_000) * 60_000
}

const made = new Map<string, Intl.DateTimeFormat>()

function partsOf(at: number, zone: string): { day: string; minute: number } {
  const format = made.get(zone) ?? newFormat(zone)
  const part: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(at)) part[type] = value
  return {
    day: `${part.year}-${part.month}-${part.day}`,
    minute: Number(part.hour) * 60 + Number(part.minute),
  }
}

function newFormat(zone: string): Intl.DateTimeFormat {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  made.set(zone, format)
  return format
}

function clockText(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
