import { ProblemError, staleVersions } from '@/api/problem'
import { type Act, EMPTY_HISTORY, type History, withAct, withRedone, withUndone } from './history'
import type { Before, Sheet } from './sheet'
import type { MovesMade } from './types'

/** How an act reaches the server. */
export type Send = (version: number, act: Act, force: boolean) => Promise<MovesMade>

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

/** An act that shows already and is not yet confirmed. */
interface Sent {
  readonly before: readonly Before[]
}

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
  #sent: Sent[] = []

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
    const sent: Sent = { before: this.#sheet.apply(act.moves, true) }
    this.#sent.push(sent)
    this.#change({ waiting: this.#sent.length, trouble: undefined })
    const turn = this.#line.then(async () => {
      if (!this.#sent.includes(sent)) return // taken back with the one before it
      try {
        const made = await this.#send(this.#state.version, act, force)
        this.#sent.shift()
        this.#sheet.pend(sent.before, false)
        this.#keep(kind, act, made)
      } catch (error) {
        this.#takeBack()
        this.#change({ waiting: 0, trouble: troubleOf(act, error) })
      }
    })
    this.#line = turn
    return turn
  }

  // What was shown last is taken back first; acts behind a refused one have lost their ground.
  #takeBack(): void {
    for (const { before } of this.#sent.toReversed()) this.#sheet.restore(before)
    this.#sent = []
  }

  #keep(kind: Kind, act: Act, made: MovesMade): void {
    const back: Act = { moves: made.inverse, label: act.label }
    const step = { do: withAct, undo: withUndone, redo: withRedone }[kind]
    this.#change({
      waiting: this.#sent.length,
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
