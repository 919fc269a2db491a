import { ProblemError, staleVersions } from '@/api/problem'
import { type Act, after, afterRedo, afterUndo, EMPTY_HISTORY, type History } from './history'
import type { Sheet } from './sheet'
import type { Move, MovesMade } from './types'

/** How moves reach the server. */
export type Send = (version: number, moves: readonly Move[], force: boolean) => Promise<MovesMade>

/** What a planner has to decide before an act can go on. */
export type Trouble =
  | { readonly kind: 'broken'; readonly act: Act; readonly error: ProblemError }
  | { readonly kind: 'stale'; readonly act: Act; readonly error: ProblemError }
  | { readonly kind: 'failed'; readonly act: Act; readonly error: unknown }

/** What the screen shows of a session besides the sheet. */
export interface SessionState {
  readonly version: number
  readonly history: History
  readonly trouble: Trouble | undefined
  /** Acts sent and not yet answered. */
  readonly waiting: number
  /** The last answer, for cost and rules. */
  readonly made: MovesMade | undefined
}

type Kind = 'do' | 'undo' | 'redo'

/**
 * Edits one roster: every act shows at once, is sent in order on the version
 * the one before it made, and is taken back when the server refuses. Undo sends
 * the moves that the server gave as an act's inverse.
 */
export class Session {
  readonly #sheet: Sheet
  readonly #send: Send
  readonly #listeners = new Set<() => void>()
  #state: SessionState
  #line: Promise<unknown> = Promise.resolve()

  constructor(sheet: Sheet, version: number, send: Send) {
    this.#sheet = sheet
    this.#send = send
    this.#state = {
      version,
      history: EMPTY_HISTORY,
      trouble: undefined,
      waiting: 0,
      made: undefined,
    }
  }

  get = (): SessionState => this.#state

  watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Makes moves; label says in the planner's words what they are. */
  do(act: Act, force = false): Promise<void> {
    return this.#queue('do', act, force)
  }

  async undo(): Promise<void> {
    const act = this.#state.history.done.at(-1)
    if (act && this.#state.waiting === 0) await this.#queue('undo', act, true)
  }

  async redo(): Promise<void> {
    const act = this.#state.history.undone.at(-1)
    if (act && this.#state.waiting === 0) await this.#queue('redo', act, true)
  }

  /** The planner has read the trouble. */
  dismiss(): void {
    this.#change({ trouble: undefined })
  }

  #queue(kind: Kind, act: Act, force: boolean): Promise<void> {
    if (act.moves.length === 0) return Promise.resolve()
    const before = this.#sheet.apply(act.moves, true)
    this.#change({ waiting: this.#state.waiting + 1, trouble: undefined })
    const turn = this.#line.then(async () => {
      try {
        // an act refused before this one left nothing to build on
        if (this.#state.trouble) return this.#sheet.restore(before)
        const made = await this.#send(this.#state.version, act.moves, force)
        this.#keep(kind, act, made)
        this.#sheet.pend(before, false)
      } catch (error) {
        this.#sheet.restore(before)
        this.#change({ trouble: troubleOf(act, error) })
      } finally {
        this.#change({ waiting: this.#state.waiting - 1 })
      }
    })
    this.#line = turn
    return turn
  }

  #keep(kind: Kind, act: Act, made: MovesMade): void {
    const back: Act = { moves: made.inverse, label: act.label }
    const step = { do: after, undo: afterUndo, redo: afterRedo }[kind]
    this.#change({
      version: made.version,
      history: step(this.#state.history, back),
      made,
    })
  }

  #change(part: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...part }
    for (const listener of [...this.#listeners]) listener()
  }
}

function troubleOf(act: Act, error: unknown): Trouble {
  if (error instanceof ProblemError && staleVersions(error)) return { kind: 'stale', act, error }
  if (error instanceof ProblemError && error.code === 'rules_broken') {
    return { kind: 'broken', act, error }
  }
  return { kind: 'failed', act, error }
}
