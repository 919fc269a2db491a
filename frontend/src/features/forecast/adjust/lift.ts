import type { Frame } from '@/parts/plot/frame'

const LEAST = 0
const MOST = 5

/**
 * The factor that brings the peak of a stretch under the pointer when it has been
 * dragged so many pixels upwards from a factor: by whole per cents, from nothing
 * to five times.
 */
export function draggedFactor(frame: Frame, peak: number, from: number, pixelsUp: number): number {
  if (peak <= 0) return from
  const lift = (pixelsUp / Math.max(1, frame.height)) * (frame.max - frame.min)
  return bounded(from + lift / peak)
}

/** A factor moved by so many per cent of the whole, for buttons and keys. */
export function nudged(factor: number, percents: number): number {
  return bounded(factor + percents / 100)
}

function bounded(factor: number): number {
  return Math.min(MOST, Math.max(LEAST, Math.round(factor * 100) / 100))
}
