import { paidMinutes } from './hours'
import type { Sheet } from './sheet'
import type { Cell, Move, ShiftRow, Template } from './types'

/** A shift at the same wall times on another day: elapsed minutes differ where the clocks change. */
export function onDay(sheet: Sheet, shift: ShiftRow, from: number, to: number): ShiftRow {
  const { clock } = sheet
  const move = (elapsed: number) => clock.toElapsed(to, clock.toWall(from, elapsed))
  const startMin = move(shift.startMin)
  return {
    ...shift,
    startMin,
    endMin: move(shift.endMin),
    breaks: shift.breaks?.map((pause) => ({ ...pause, startMin: move(pause.startMin) })),
  }
}

/** Everything later or earlier by some minutes. */
export function shifted(shift: ShiftRow, minutes: number): ShiftRow {
  return {
    ...shift,
    startMin: shift.startMin + minutes,
    endMin: shift.endMin + minutes,
    breaks: shift.breaks?.map((pause) => ({ ...pause, startMin: pause.startMin + minutes })),
  }
}

/** Another start or end; pauses stay inside. */
export function resized(shift: ShiftRow, startMin: number, endMin: number): ShiftRow {
  const breaks = shift.breaks?.map((pause) => ({
    ...pause,
    startMin: Math.min(Math.max(pause.startMin, startMin), endMin - pause.minutes),
  }))
  const next = { ...shift, startMin, endMin, breaks }
  return { ...next, paidMin: paidMinutes(next) }
}

/** One pause at another time, inside the shift. */
export function withBreak(shift: ShiftRow, at: number, startMin: number): ShiftRow {
  const breaks = (shift.breaks ?? []).map((pause, i) => {
    if (i !== at) return pause
    const last = shift.endMin - pause.minutes
    return { ...pause, startMin: Math.min(Math.max(startMin, shift.startMin), last) }
  })
  return { ...shift, breaks }
}

/** What a person may be given by hand: the shortest of a template at its earliest start. */
export function ofTemplate(template: Template, length?: number, start?: number): ShiftRow {
  const startMin = start ?? template.earliestStartMin
  const minutes = length ?? template.lengthsMin[0] ?? 480
  return {
    startMin,
    endMin: startMin + minutes,
    template: template.code,
    letter: template.letter,
    locked: false,
    breaks: [],
  }
}

/** What the server takes: figures it computes itself are left out. */
export function put(sheet: Sheet, { person, day }: Cell, shift: ShiftRow): Move {
  const { paidMin: _, ...row } = shift
  return { op: 'put', ...names(sheet, { person, day }), shift: row }
}

export function remove(sheet: Sheet, cell: Cell): Move {
  return { op: 'remove', ...names(sheet, cell) }
}

function names(sheet: Sheet, { person, day }: Cell) {
  return { personId: sheet.people[person]?.id ?? 0, day: sheet.grid.days[day] ?? '' }
}

/**
 * Takes a shift to another person or day. Where one stands already, the two
 * change places. Nothing where there is nothing to move or either is locked.
 */
export function carry(sheet: Sheet, from: Cell, to: Cell): Move[] {
  const shift = sheet.shift(from.person, from.day)
  const other = sheet.shift(to.person, to.day)
  const same = from.person === to.person && from.day === to.day
  if (!shift || same || shift.locked || other?.locked) return []
  const there = served(sheet, onDay(sheet, shift, from.day, to.day), to.person)
  const moves = [put(sheet, to, there)]
  if (!other) return [remove(sheet, from), ...moves]
  const here = served(sheet, onDay(sheet, other, to.day, from.day), from.person)
  return [put(sheet, from, here), ...moves]
}

/** A shift of a queue that the person cannot serve covers the first that they can. */
export function served(sheet: Sheet, shift: ShiftRow, person: number): ShiftRow {
  const can = sheet.people[person]?.queueIds ?? []
  return shift.queueId && !can.includes(shift.queueId) ? { ...shift, queueId: can[0] } : shift
}

/** Removes the shifts of cells that have one and are not locked. */
export function clear(sheet: Sheet, cells: readonly Cell[]): Move[] {
  return cells.flatMap((cell) => {
    const shift = sheet.shift(cell.person, cell.day)
    return shift && !shift.locked ? [remove(sheet, cell)] : []
  })
}

/** Locks every shift of the cells, or unlocks them where all are locked already. */
export function toggleLocks(sheet: Sheet, cells: readonly Cell[]): Move[] {
  const held = cells.filter(({ person, day }) => sheet.shift(person, day))
  const locked = ({ person, day }: Cell) => sheet.shift(person, day)?.locked === true
  const op = held.every(locked) ? 'unlock' : 'lock'
  return held
    .filter((cell) => locked(cell) === (op === 'unlock'))
    .map((cell) => ({ op, ...names(sheet, cell) }))
}
