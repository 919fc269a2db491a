import type { ExceptionOrder, Move } from './types'

/** An act of the planner: what undoes it, and what to call it. */
export interface Act {
  readonly moves: readonly Move[]
  readonly label: string
  /** What has to be granted beyond agreements before the moves may be made, and why. */
  readonly exceptions?: readonly ExceptionOrder[]
  readonly reason?: string
}

/** Acts that can be undone, and undone ones that can be done again. */
export interface History {
  readonly done: readonly Act[]
  readonly undone: readonly Act[]
}

export const EMPTY_HISTORY: History = { done: [], undone: [] }
const STEPS = 100

/** After an act: what was undone before is gone. */
export function withAct(history: History, act: Act): History {
  if (act.moves.length === 0) return history
  return { done: [...history.done, act].slice(-STEPS), undone: [] }
}

/** After an undo: act is what does it again. */
export function withUndone({ done, undone }: History, act: Act): History {
  return { done: done.slice(0, -1), undone: [...undone, act].slice(-STEPS) }
}

/** After doing something again: act is what undoes it. */
export function withRedone({ done, undone }: History, act: Act): History {
  return { done: [...done, act].slice(-STEPS), undone: undone.slice(0, -1) }
}
