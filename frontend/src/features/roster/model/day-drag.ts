import { resized, shifted, withBreak } from './edits'
import type { ShiftRow } from './types'

/** What of a shift is being dragged: all of it, an end, or one of its pauses. */
export type Grip = 'all' | 'start' | 'end' | number

const STEP = 15
const LEAST = 60
const LATEST_START = 1500

/** A shift after a grip was dragged by some minutes, in steps of a quarter of an hour. */
export function dragged(shift: ShiftRow, grip: Grip, minutes: number): ShiftRow {
  const by = Math.round(minutes / STEP) * STEP
  if (by === 0) return shift
  const { startMin, endMin } = shift
  if (grip === 'all') {
    return shifted(shift, Math.min(Math.max(by, -startMin), LATEST_START - startMin))
  }
  if (grip === 'start') {
    return resized(shift, Math.min(Math.max(startMin + by, 0), endMin - LEAST), endMin)
  }
  if (grip === 'end') return resized(shift, startMin, Math.max(endMin + by, startMin + LEAST))
  const pause = shift.breaks?.[grip]
  return pause ? withBreak(shift, grip, pause.startMin + by) : shift
}

/** Reads a grip from the attribute of the element that was pressed. */
export function gripOf(text: string | undefined): Grip | undefined {
  if (text === 'all' || text === 'start' || text === 'end') return text
  const at = Number(text)
  return text && Number.isInteger(at) && at >= 0 ? at : undefined
}

/** Minutes of the axis of a day: to its end, or as far as its latest shift lasts. */
export function axisMinutes(dayMinutes: number, ends: Iterable<number>): number {
  let most = dayMinutes
  for (const end of ends) most = Math.max(most, end)
  return Math.ceil(most / 60) * 60
}

/** Where a label of some minutes' width fits between the pauses of a shift; its start where nowhere. */
export function labelMinute(shift: ShiftRow, need: number): number {
  let from = shift.startMin
  for (const pause of (shift.breaks ?? []).toSorted((a, b) => a.startMin - b.startMin)) {
    if (pause.startMin - from >= need) return from
    from = pause.startMin + pause.minutes
  }
  return shift.endMin - from >= need ? from : shift.startMin
}
