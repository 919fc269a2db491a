import type { components } from '@/api/schema'
import type { Draft } from './draft'

type Schemas = components['schemas']
export type Adjustment = Schemas['Adjustment']
export type AdjustmentFields = Schemas['AdjustmentFields']
export type AdjustmentType = AdjustmentFields['type']

/** Why somebody adjusts, so that each kind can be scored afterwards. */
export const TYPES = ['campaign', 'incident', 'holiday', 'correction', 'other'] as const

/** What an adjustment does, and when, as instants. */
export type Change = Pick<AdjustmentFields, 'measure' | 'operation' | 'value' | 'from' | 'to'>

/** The grid of a forecast: when its intervals begin, and how long each is. */
export interface Grid {
  readonly start: readonly string[]
  readonly intervalMin: number
}

/** A draft as instants. */
export function changeOf({ from, to, ...what }: Draft, { start, intervalMin }: Grid): Change {
  const last = Date.parse(start[to - 1] ?? '')
  return {
    ...what,
    from: new Date(Date.parse(start[from] ?? '')).toISOString(),
    to: new Date(last + intervalMin * 60_000).toISOString(),
  }
}

/** A change on the intervals that it covers, whole or in part; undefined where it misses them all. */
export function draftOf({ from, to, ...what }: Change, grid: Grid): Draft | undefined {
  const [begin, end] = [Date.parse(from), Date.parse(to)]
  const length = grid.intervalMin * 60_000
  const first = grid.start.findIndex((start) => Date.parse(start) + length > begin)
  const last = grid.start.findLastIndex((start) => Date.parse(start) < end)
  if (first < 0 || last < first) return undefined
  return { ...what, from: first, to: last + 1 }
}
