import { DayClock } from './clock'
import type { Breach, Cell, Grid, GridPerson, Move, ShiftRow } from './types'

/** What a cell shows beside its shift, as bits. */
export const MARK = {
  locked: 1,
  pending: 2,
  away: 4,
  wish: 8,
  broken: 16,
  planned: 32,
  /** What an agent wishes for the day, as it stands. */
  wishMet: 64,
  wishMissed: 128,
} as const

type Listener = () => void
const NOTHING = 0xffff_ffff

/**
 * The roster on screen: the document's columns, a place a cell, and a version a
 * row, so that an edit draws one row again and not two thousand.
 */
export class Sheet {
  readonly grid: Grid
  readonly clock: DayClock
  readonly days: number
  readonly people: readonly GridPerson[]
  readonly #rows: ShiftRow[] = []
  readonly #cells: Uint32Array
  readonly #marks: Uint16Array
  readonly #versions: Uint32Array
  readonly #listeners = new Map<number, Set<Listener>>()
  readonly #everyone = new Set<Listener>()
  readonly #at = new Map<number, number>()
  readonly #dayAt: Map<string, number>
  readonly #kinds = new Map<number, string>()
  readonly #wishes = new Map<number, string>()
  readonly #plan = new Map<number, ShiftRow | undefined>()
  /** Grows with every change of any row. */
  edition = 0

  constructor(grid: Grid) {
    this.grid = grid
    this.people = grid.people
    this.days = grid.days.length
    this.clock = new DayClock(grid.dayStart, grid.zone)
    const size = this.people.length * this.days
    this.#cells = new Uint32Array(size).fill(NOTHING)
    this.#marks = new Uint16Array(size)
    this.#versions = new Uint32Array(this.people.length)
    this.#dayAt = new Map(grid.days.map((day, at) => [day, at]))
    for (const [at, { id }] of this.people.entries()) this.#at.set(id, at)
    this.#read(grid)
  }

  #read({ shifts, absences, wishes }: Grid): void {
    for (let i = 0; i < shifts.person.length; i++) {
      const cell = this.#index(shifts.person[i] ?? 0, shifts.day[i] ?? 0)
      this.#cells[cell] = this.#rows.length
      this.#rows.push(rowOf(shifts, i))
      if (shifts.locked[i]) this.#set(cell, MARK.locked, true)
    }
    for (const [list, bit] of [
      [absences, MARK.away],
      [wishes, MARK.wish],
    ] as const) {
      for (let i = 0; i < list.person.length; i++) {
        const cell = this.#index(list.person[i] ?? 0, list.day[i] ?? 0)
        this.#set(cell, bit, true)
        this.#kinds.set(cell, list.kind[i] ?? 'other')
      }
    }
  }

  #index(person: number, day: number): number {
    return person * this.days + day
  }

  #set(cell: number, bit: number, on: boolean): void {
    const old = this.#marks[cell] ?? 0
    this.#marks[cell] = on ? old | bit : old & ~bit
  }

  /** The shift of a cell, if there is one. */
  shift(person: number, day: number): ShiftRow | undefined {
    const row = this.#cells[this.#index(person, day)]
    return row === undefined || row === NOTHING ? undefined : this.#rows[row]
  }

  marks(person: number, day: number): number {
    return this.#marks[this.#index(person, day)] ?? 0
  }

  /** The kind of absence or wish of a cell. */
  away(person: number, day: number): string | undefined {
    return this.#kinds.get(this.#index(person, day))
  }

  /** The position of a person by id; -1 for somebody whom the roster does not plan. */
  personAt(id: number): number {
    return this.#at.get(id) ?? -1
  }

  dayAt(day: string): number {
    return this.#dayAt.get(day) ?? -1
  }

  cellOf(move: Pick<Move, 'personId' | 'day'>): Cell {
    return { person: this.personAt(move.personId), day: this.dayAt(move.day) }
  }

  /** Makes moves as the server will, marks them as unconfirmed, and returns what was there. */
  apply(moves: readonly Move[], pending: boolean): Before[] {
    const before = moves.flatMap((move) => {
      const { person, day } = this.cellOf(move)
      if (person < 0 || day < 0) return []
      return [{ person, day, shift: this.shift(person, day) }]
    })
    for (const move of moves) this.#make(move)
    this.pend(before, pending)
    return before
  }

  #make(move: Move): void {
    const { person, day } = this.cellOf(move)
    if (person < 0 || day < 0) return
    const there = this.shift(person, day)
    if (move.op === 'put') this.#put(person, day, move.shift)
    if (move.op === 'remove') this.#put(person, day, undefined)
    if (there && move.op === 'lock') this.#put(person, day, { ...there, locked: true })
    if (there && move.op === 'unlock') this.#put(person, day, { ...there, locked: false })
  }

  #put(person: number, day: number, shift: ShiftRow | undefined): void {
    const cell = this.#index(person, day)
    this.#cells[cell] = shift ? this.#rows.push(shift) - 1 : NOTHING
    this.#set(cell, MARK.locked, shift?.locked === true)
  }

  /** Puts back what was there before. */
  restore(before: readonly Before[]): void {
    for (const { person, day, shift } of before.toReversed()) this.#put(person, day, shift)
    this.pend(before, false)
  }

  /** Marks cells as sent and not yet confirmed, or as confirmed. */
  pend(cells: readonly Cell[], pending: boolean): void {
    for (const { person, day } of cells) this.#set(this.#index(person, day), MARK.pending, pending)
    this.#changed(cells.map(({ person }) => person))
  }

  /** Marks the days on which rules are broken. */
  showBreaches(breaches: readonly Breach[]): void {
    const touched = new Set<number>()
    for (let cell = 0; cell < this.#marks.length; cell++) {
      if ((this.#marks[cell] ?? 0) & MARK.broken) {
        this.#set(cell, MARK.broken, false)
        touched.add(Math.floor(cell / this.days))
      }
    }
    for (const { personId, days } of breaches) {
      const person = this.personAt(personId)
      if (person < 0) continue
      for (const day of days) {
        const at = this.dayAt(day)
        if (at >= 0) this.#set(this.#index(person, at), MARK.broken, true)
      }
      touched.add(person)
    }
    this.#changed(touched)
  }

  /** Marks what agents wish, with the words that say it. */
  showWishes(marks: readonly WishMark[]): void {
    const touched = new Set<number>()
    const same = marks.every((mark) => {
      const { person, day } = this.cellOf(mark)
      const bit = mark.met ? MARK.wishMet : MARK.wishMissed
      return (
        person < 0 ||
        day < 0 ||
        (this.wish(person, day) === mark.text && (this.marks(person, day) & bit) !== 0)
      )
    })
    if (same && marks.length >= this.#wishes.size) return
    for (const cell of this.#wishes.keys()) {
      this.#set(cell, MARK.wishMet | MARK.wishMissed, false)
      touched.add(Math.floor(cell / this.days))
    }
    this.#wishes.clear()
    for (const mark of marks) {
      const { person, day } = this.cellOf(mark)
      if (person < 0 || day < 0) continue
      const cell = this.#index(person, day)
      this.#wishes.set(cell, mark.text)
      this.#set(cell, mark.met ? MARK.wishMet : MARK.wishMissed, true)
      touched.add(person)
    }
    this.#changed(touched)
  }

  /** What an agent wishes for a cell, and what became of it, in words. */
  wish(person: number, day: number): string | undefined {
    return this.#wishes.get(this.#index(person, day))
  }

  /** Shows what moves would make of their cells, beside what stands; no moves show nothing. */
  showPlan(moves: readonly Move[]): void {
    const touched = new Set<number>()
    for (const cell of this.#plan.keys()) {
      this.#set(cell, MARK.planned, false)
      touched.add(Math.floor(cell / this.days))
    }
    this.#plan.clear()
    for (const move of moves) {
      const { person, day } = this.cellOf(move)
      if (person < 0 || day < 0) continue
      const cell = this.#index(person, day)
      this.#plan.set(cell, move.op === 'put' ? move.shift : undefined)
      this.#set(cell, MARK.planned, true)
      touched.add(person)
    }
    this.#changed(touched)
  }

  /** What a shown plan would make of a cell. */
  planned(person: number, day: number): ShiftRow | undefined {
    return this.#plan.get(this.#index(person, day))
  }

  /** Calls the listener when a row changes. Returns how to stop. */
  watch(person: number, listener: Listener): () => void {
    const there = this.#listeners.get(person) ?? new Set()
    this.#listeners.set(person, there.add(listener))
    return () => there.delete(listener)
  }

  /** Calls the listener when anything changes. */
  watchAll(listener: Listener): () => void {
    this.#everyone.add(listener)
    return () => this.#everyone.delete(listener)
  }

  version(person: number): number {
    return this.#versions[person] ?? 0
  }

  #changed(people: Iterable<number>): void {
    this.edition++
    for (const person of new Set(people)) {
      this.#versions[person] = (this.#versions[person] ?? 0) + 1
      for (const listener of [...(this.#listeners.get(person) ?? [])]) listener()
    }
    for (const listener of [...this.#everyone]) listener()
  }
}

/** A wish as the grid marks it. */
export interface WishMark {
  readonly personId: number
  readonly day: string
  readonly met: boolean
  readonly text: string
}

/** A cell as it was. */
export interface Before extends Cell {
  readonly shift: ShiftRow | undefined
}

function rowOf(shifts: Grid['shifts'], i: number): ShiftRow {
  return {
    startMin: shifts.startMin[i] ?? 0,
    endMin: shifts.endMin[i] ?? 0,
    letter: shifts.letter[i] ?? '',
    template: shifts.template[i] ?? '',
    queueId: shifts.queue[i],
    locked: shifts.locked[i] ?? false,
    paidMin: shifts.paidMin[i] ?? 0,
    breaks: shifts.breaks[i] ?? [],
  }
}
