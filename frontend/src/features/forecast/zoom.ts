import { addDays, daysBetween } from './days'
import type { Step } from './route'

/** Days in sight, from the first to the last, both included. */
export interface Window {
  readonly from: string
  readonly to: string
}

/** How a window can be moved by buttons and keys. */
export type Move = 'earlier' | 'later' | 'closer' | 'wider'

// Beyond these many days in sight a step is a blur, or a chore to draw.
const INTERVALS_UP_TO = 22
const DAYS_UP_TO = 190

/** How fine a window is drawn: quarter or half hours over days, days over months, then weeks. */
export function stepFor(window: Window): Step {
  const days = lengthOf(window)
  if (days <= INTERVALS_UP_TO) return 'interval'
  return days <= DAYS_UP_TO ? 'day' : 'week'
}

/** The number of days in sight. */
export function lengthOf({ from, to }: Window): number {
  return Math.max(1, daysBetween(from, to) + 1)
}

const LADDER = [1, 2, 3, 7, 14, 21, 28, 56, 91, 182, 364, 728]

/** A window moved by half its length, or to the next length of the ladder about its middle. */
export function moved(window: Window, move: Move): Window {
  const length = lengthOf(window)
  if (move === 'earlier' || move === 'later') {
    const by = Math.max(1, Math.round(length / 2)) * (move === 'earlier' ? -1 : 1)
    return { from: addDays(window.from, by), to: addDays(window.to, by) }
  }
  const next =
    move === 'closer'
      ? (LADDER.findLast((rung) => rung < length) ?? 1)
      : (LADDER.find((rung) => rung > length) ?? length)
  const from = addDays(window.from, Math.trunc((length - next) / 2))
  return { from, to: addDays(from, next - 1) }
}

/** A window pushed into what there is, keeping its length where it fits. */
export function within(window: Window, all: Window): Window {
  const length = Math.min(lengthOf(window), lengthOf(all))
  let from = window.from < all.from ? all.from : window.from
  if (addDays(from, length - 1) > all.to) from = addDays(all.to, 1 - length)
  return { from, to: addDays(from, length - 1) }
}

/** The window shown while the address names none: the week before the forecast and its first. */
export function usualWindow(first: string, days: number): Window {
  return { from: addDays(first, -7), to: addDays(first, Math.min(days, 7) - 1) }
}

const KEYS: Readonly<Record<string, Move>> = {
  ArrowLeft: 'earlier',
  ArrowRight: 'later',
  '+': 'closer',
  '=': 'closer',
  '-': 'wider',
}

/** What a key does to a window. */
export function moveFor(key: string): Move | undefined {
  return KEYS[key]
}
