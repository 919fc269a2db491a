import { clockOf, dayOf } from '@/features/forecast/days'
import type { RequirementIntervals } from './queries'

/** An open interval with its figures. */
export interface Row {
  readonly interval: number
  readonly start: string
  readonly contacts: number
  readonly aht: number | null
  readonly fractional: number
  readonly agents: number
  readonly scheduled: number
  readonly net: number | null
  readonly serviceLevel: number | null
  readonly occupancy: number | null
  readonly asa: number | null
  readonly binding: string
}

/** The open intervals of a requirement, in order. */
export function openRows(
  intervals: RequirementIntervals,
  net: readonly (number | null)[] = [],
): Row[] {
  return intervals.start.flatMap((start, i) => {
    if (!intervals.open[i]) return []
    const row: Row = {
      interval: i,
      start,
      contacts: intervals.contacts[i] ?? 0,
      aht: intervals.ahtS[i] ?? null,
      fractional: intervals.fractional[i] ?? 0,
      agents: intervals.agents[i] ?? 0,
      scheduled: intervals.scheduled[i] ?? 0,
      net: net[i] ?? null,
      serviceLevel: intervals.serviceLevel?.[i] ?? null,
      occupancy: intervals.occupancy[i] ?? null,
      asa: intervals.asaS?.[i] ?? null,
      binding: intervals.binding[i] ?? '',
    }
    return [row]
  })
}

const COPIED = [
  'contacts',
  'aht',
  'fractional',
  'agents',
  'scheduled',
  'net',
  'serviceLevel',
  'occupancy',
  'asa',
] as const

/** Rows as a spreadsheet takes them: a heading, tabs between cells, plain numbers. */
export function tabSeparated(
  rows: readonly Row[],
  name: (key: (typeof COPIED)[number] | 'interval') => string,
): string {
  const kept = COPIED.filter((key) => key !== 'net' || rows.some(({ net }) => net !== null))
  const heading = [name('interval'), ...kept.map(name)]
  const lines = rows.map((row) => [
    `${dayOf(row.start)} ${clockOf(row.start)}`,
    ...kept.map((key) => (row[key] == null ? '' : String(Number(row[key].toFixed(6))))),
  ])
  return [heading, ...lines].map((cells) => cells.join('\t')).join('\n')
}
