import { describe, expect, it, vi } from 'vitest'
import { ProblemError } from '@/api/problem'
import { gridOf, shiftAt } from '../testing/grid'
import { put, remove } from './edits'
import { type Send, Session } from './session'
import { MARK, Sheet } from './sheet'
import type { MovesMade } from './types'

const NOTHING = { under: 0, over: 0, preference: 0, fairness: 0, total: 0 }
const made = (version: number, inverse: MovesMade['inverse']): MovesMade => ({
  version,
  inverse,
  cost: NOTHING,
  effect: { costDelta: NOTHING, violations: [], newViolations: [] },
})

function open(send: Send) {
  const sheet = new Sheet(gridOf({ shifts: [{ person: 0, day: 0, shift: shiftAt(540) }] }))
  return { sheet, session: new Session(sheet, 4, send) }
}

const at = { person: 0, day: 0 }

describe('a session of editing', () => {
  it('shows an act before the server confirms it', async () => {
    let answer: (made: MovesMade) => void = () => {}
    const later = new Promise<MovesMade>((resolve) => {
      answer = resolve
    })
    const { sheet, session } = open(() => later)
    const done = session.do({ moves: [put(sheet, at, shiftAt(600))], label: 'later' })
    expect(sheet.shift(0, 0)?.startMin).toBe(600)
    expect(sheet.marks(0, 0)).toBe(MARK.pending)
    expect(session.get().waiting).toBe(1)
    answer(made(5, []))
    await done
    expect(sheet.marks(0, 0)).toBe(0)
    expect(session.get()).toMatchObject({ version: 5, waiting: 0 })
  })

  it('sends acts in order, each on the version that the one before made', async () => {
    const versions: number[] = []
    const { sheet, session } = open(async (version) => {
      versions.push(version)
      return made(version + 1, [])
    })
    await Promise.all(
      [600, 615, 630].map((start) =>
        session.do({ moves: [put(sheet, at, shiftAt(start))], label: '' }),
      ),
    )
    expect(versions).toEqual([4, 5, 6])
    expect(sheet.shift(0, 0)?.startMin).toBe(630)
  })

  it('undoes by the inverse that the server gave, and does again by the inverse of that', async () => {
    const sent: unknown[] = []
    const { sheet, session } = open(async (version, { moves }) => {
      sent.push(moves)
      const back = moves[0]?.op === 'remove' ? put(sheet, at, shiftAt(540)) : remove(sheet, at)
      return made(version + 1, [back])
    })
    await session.do({ moves: [remove(sheet, at)], label: 'removed' })
    expect(session.get().history.done.map(({ label }) => label)).toEqual(['removed'])
    await session.undo()
    expect(sheet.shift(0, 0)?.startMin).toBe(540)
    expect(session.get().history).toMatchObject({ done: [], undone: [{ label: 'removed' }] })
    await session.redo()
    expect(sheet.shift(0, 0)).toBeUndefined()
    expect(session.get().history.done).toHaveLength(1)
    expect(sent).toHaveLength(3)
  })

  it.each([
    [409, 'rules_broken', 'broken'],
    [412, 'stale', 'stale'],
    [500, 'internal', 'failed'],
  ])('takes an act back that is refused with %i %s', async (status, code, kind) => {
    const { sheet, session } = open(async () => {
      throw new ProblemError(status, { code, have: 6, want: 4 })
    })
    await session.do({ moves: [put(sheet, at, shiftAt(600))], label: 'later' })
    expect(sheet.shift(0, 0)).toEqual(shiftAt(540))
    expect(session.get().trouble).toMatchObject({ kind, act: { label: 'later' } })
    expect(session.get().history.done).toEqual([])
    session.dismiss()
    expect(session.get().trouble).toBeUndefined()
  })

  it('sends nothing more of what was queued behind a refusal, and shows none of it', async () => {
    const send = vi.fn<Send>().mockRejectedValue(new ProblemError(409, { code: 'rules_broken' }))
    const { sheet, session } = open(send)
    await Promise.all([
      session.do({ moves: [put(sheet, at, shiftAt(600))], label: '' }),
      session.do({ moves: [remove(sheet, at)], label: '' }),
    ])
    expect(send).toHaveBeenCalledTimes(1)
    expect(sheet.shift(0, 0)).toEqual(shiftAt(540))
  })

  it('tells the server when the planner does it anyway', async () => {
    const send = vi.fn<Send>().mockResolvedValue(made(5, []))
    const { sheet, session } = open(send)
    await session.do({ moves: [remove(sheet, at)], label: '' }, true)
    expect(send).toHaveBeenCalledWith(4, expect.anything(), true)
  })
})
