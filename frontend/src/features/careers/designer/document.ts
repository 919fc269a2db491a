import type { Asked } from '../requirement'

export interface Names {
  en?: string
  zh?: string
}

/** How many people a rung has a place for: so many, or a share of another rung's people. */
export type Headcount = { places: number } | { share: number; of: string }

export interface Rung {
  code: string
  name: Names
  band: number
  entry?: boolean
  dwell_months?: number
  headcount?: Headcount
}

export const TRACK_KINDS = ['management', 'tenure', 'specialist'] as const

export interface Track {
  code: string
  kind: (typeof TRACK_KINDS)[number]
  name: Names
  rungs: string[]
}

export const MOVE_KINDS = ['promote', 'lateral', 'switch', 'step back'] as const
export type MoveKind = (typeof MOVE_KINDS)[number]

export interface Move {
  from: string
  to: string
  kind: MoveKind
  asks?: Asked
}

/** A ladder in the form muster-ladder/1. What is not edited stays as it was read. */
export interface LadderDocument {
  format: string
  code: string
  version: number
  name: Names
  rungs: Rung[]
  tracks: Track[]
  moves: Move[]
}

/** A code that nothing has yet, from an English name. */
export function freshCode(name: string, taken: readonly { code: string }[]): string {
  const stem =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'step'
  const has = (code: string) => taken.some((one) => one.code === code)
  let code = stem
  for (let n = 2; has(code); n++) code = `${stem}-${n}`
  return code
}

/** A new rung at the end of a track, one band above the last there. */
export function addRung(doc: LadderDocument, track: string, name: Names): LadderDocument {
  const code = freshCode(name.en ?? '', doc.rungs)
  const last = doc.tracks.find((t) => t.code === track)?.rungs.at(-1)
  const band = (doc.rungs.find((r) => r.code === last)?.band ?? 0) + 1
  return join({ ...doc, rungs: [...doc.rungs, { code, name, band }] }, track, code)
}

/** Puts a rung at the end of a track. */
export function join(doc: LadderDocument, track: string, code: string): LadderDocument {
  return onTrack(doc, track, (rungs) => (rungs.includes(code) ? rungs : [...rungs, code]))
}

/** Takes a rung out of a track; the rung and its moves stay. */
export function leave(doc: LadderDocument, track: string, code: string): LadderDocument {
  return onTrack(doc, track, (rungs) => rungs.filter((one) => one !== code))
}

/** Moves a rung one place towards the entrance (-1) or the top (1) of a track. */
export function shift(doc: LadderDocument, track: string, code: string, by: -1 | 1) {
  return onTrack(doc, track, (rungs) => {
    const at = rungs.indexOf(code)
    const to = at + by
    if (at < 0 || to < 0 || to >= rungs.length) return rungs
    const order = rungs.filter((one) => one !== code)
    order.splice(to, 0, code)
    return order
  })
}

function onTrack(doc: LadderDocument, track: string, change: (rungs: string[]) => string[]) {
  const tracks = doc.tracks.map((t) => (t.code === track ? { ...t, rungs: change(t.rungs) } : t))
  return { ...doc, tracks }
}

/** Changes fields of a rung; a field that is undefined is left out of the document. */
export function changeRung(doc: LadderDocument, code: string, fields: Partial<Rung>) {
  return { ...doc, rungs: doc.rungs.map((r) => (r.code === code ? merged(r, fields) : r)) }
}

/** Removes a rung from its tracks, with the moves from and to it. */
export function removeRung(doc: LadderDocument, code: string): LadderDocument {
  return {
    ...doc,
    rungs: doc.rungs.filter((r) => r.code !== code),
    tracks: doc.tracks.map((t) => ({ ...t, rungs: t.rungs.filter((one) => one !== code) })),
    moves: doc.moves.filter((m) => m.from !== code && m.to !== code),
  }
}

export function addTrack(doc: LadderDocument, name: Names): LadderDocument {
  const code = freshCode(name.en ?? '', doc.tracks)
  return { ...doc, tracks: [...doc.tracks, { code, kind: 'specialist', name, rungs: [] }] }
}

export function changeTrack(doc: LadderDocument, code: string, fields: Partial<Track>) {
  return { ...doc, tracks: doc.tracks.map((t) => (t.code === code ? { ...t, ...fields } : t)) }
}

export function removeTrack(doc: LadderDocument, code: string): LadderDocument {
  return { ...doc, tracks: doc.tracks.filter((t) => t.code !== code) }
}

export function addMove(doc: LadderDocument, move: Move): LadderDocument {
  return { ...doc, moves: [...doc.moves, move] }
}

export function changeMove(doc: LadderDocument, place: number, fields: Partial<Move>) {
  return { ...doc, moves: doc.moves.map((m, at) => (at === place ? merged(m, fields) : m)) }
}

export function removeMove(doc: LadderDocument, place: number): LadderDocument {
  return { ...doc, moves: doc.moves.filter((_, at) => at !== place) }
}

/** Rungs that no track has. */
export function trackless(doc: LadderDocument): Rung[] {
  return doc.rungs.filter((r) => !doc.tracks.some((t) => t.rungs.includes(r.code)))
}

/** Fields over an object; those that are undefined leave it. */
export function merged<T extends object>(old: T, fields: Partial<T>): T {
  const kept = Object.entries({ ...old, ...fields }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as T
}
