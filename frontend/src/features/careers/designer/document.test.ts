import { describe, expect, it } from 'vitest'
import { readyLadder } from '@/testing/ready-ladder'
import {
  addMove,
  addRung,
  changeMove,
  changeRung,
  freshCode,
  join,
  leave,
  removeMove,
  removeRung,
  shift,
  trackless,
} from './document'
import { arrow, boxes, extent } from './drawing'
import { also, fresh, GROUP_KINDS, isGroup, PLAIN_KINDS, regroup, withPart } from './requirements'

const known = { metrics: ['adherence'], certificates: ['c'], awards: ['a'], courses: [] }

describe('edits of the ready ladder (004-06, 004-07)', () => {
  const ready = readyLadder()

  it('lose nothing: done and undone, all is as it was', () => {
    for (const { code, rungs } of ready.tracks) {
      for (const rung of rungs) {
        const at = rungs.indexOf(rung)
        if (at < rungs.length - 1)
          expect(shift(shift(ready, code, rung, 1), code, rung, -1)).toEqual(ready)
      }
      const last = rungs.at(-1) ?? ''
      expect(join(leave(ready, code, last), code, last)).toEqual(ready)
    }
    for (const rung of ready.rungs) {
      const other = changeRung(ready, rung.code, { dwell_months: 99, headcount: { places: 1 } })
      expect(other).not.toEqual(ready)
      const { dwell_months, headcount } = rung
      expect(changeRung(other, rung.code, { dwell_months, headcount })).toEqual(ready)
    }
    ready.moves.forEach(({ asks }, place) => {
      const other = changeMove(ready, place, { asks: also(asks, fresh('metric', known)) })
      expect(changeMove(other, place, { asks })).toEqual(ready)
    })
    const more = addRung(ready, 'specialist', { en: 'Mentor', zh: '导师' })
    expect(removeRung(more, 'mentor')).toEqual(ready)
    const moved = addMove(more, { from: 'expert', to: 'mentor', kind: 'promote' })
    expect(removeMove(moved, moved.moves.length - 1)).toEqual(more)
    expect(removeRung(moved, 'mentor')).toEqual(ready)
  })

  it('leave the document that they began from alone', () => {
    expect(ready).toEqual(readyLadder())
  })

  it('give a new rung a code and a band of its own, and take its moves with it', () => {
    const more = addRung(ready, 'tenure', { zh: '导师' })
    expect(more.rungs.at(-1)).toMatchObject({ code: 'step', band: 5 })
    expect(freshCode('Specialist!', ready.rungs)).toBe('specialist-2')
    const less = removeRung(ready, 'supervisor')
    expect(less.moves.some((m) => m.from === 'supervisor' || m.to === 'supervisor')).toBe(false)
    expect(less.tracks[0]?.rungs).not.toContain('supervisor')
    expect(trackless(leave(ready, 'tenure', 'advanced')).map((r) => r.code)).toEqual(['advanced'])
  })
})

describe('requirements', () => {
  it('of every kind that the server knows can be made', () => {
    const used = new Set<string>()
    const walk = (asked: { kind: string; of?: { kind: string }[] } | undefined) => {
      if (!asked) return
      used.add(asked.kind)
      asked.of?.forEach(walk)
    }
    for (const move of readyLadder().moves) walk(move.asks)
    expect([...used].filter((k) => ![...PLAIN_KINDS, ...GROUP_KINDS].includes(k as 'all'))).toEqual(
      [],
    )
    for (const kind of PLAIN_KINDS) expect(fresh(kind, known).kind).toBe(kind)
  })

  it('join a group, change its kind and leave it without a trace', () => {
    const one = fresh('service', known)
    const two = fresh('no_sanction', known)
    expect(also(undefined, one)).toEqual(one)
    const both = also(one, two)
    expect(both).toEqual({ kind: 'all', of: [one, two] })
    expect(isGroup(both)).toBe(true)
    const counted = regroup(both, 'at_least')
    expect(counted).toEqual({ kind: 'at_least', count: 2, of: [one, two] })
    expect(regroup(counted, 'all')).toEqual(both)
    expect(withPart(counted, 1, undefined)).toEqual({ kind: 'at_least', count: 1, of: [one] })
    expect(withPart({ kind: 'any', of: [one] }, 0, undefined)).toBeUndefined()
  })
})

describe('the drawing', () => {
  it('gives every rung a place of its own within it, and every move an arrow', () => {
    const ready = readyLadder()
    const all = boxes(ready)
    const size = extent(all)
    expect(new Set(all.map(({ x, y }) => `${x} ${y}`)).size).toBe(ready.rungs.length)
    expect(all.every(({ x, y }) => x < size.width && y < size.height)).toBe(true)
    for (const move of ready.moves) {
      const [from, to] = [move.from, move.to].map((code) => all.find((b) => b.code === code))
      expect(from && to && arrow(move, from, to)).toMatch(/^M\d+(\.\d+)? \d+ [LC][^N]+$/)
    }
  })
})
