import { useCallback, useEffect, useRef, useState } from 'react'
import { api, body } from '@/api/client'
import { carry } from './model/edits'
import type { Cell, Move, MoveEffect } from './model/types'
import type { Desk } from './queries'

/** A shift on its way to another place: dragged, or picked up and not yet put down. */
export interface Carry {
  readonly from: Cell
  readonly to: Cell
  readonly by: 'drag' | 'pick'
}

const PAUSE_MS = 90

/** What moves would do, asked a moment after they last changed. Undefined until it is known. */
export function useCheck(rosterId: number, moves: readonly Move[]): MoveEffect | undefined {
  const key = JSON.stringify(moves)
  const [known, setKnown] = useState<{ key: string; effect: MoveEffect }>()
  useEffect(() => {
    const asked = JSON.parse(key) as Move[]
    if (asked.length === 0) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const path = { id: rosterId }
      const request = { params: { path }, body: { moves: asked }, signal: stop.signal }
      const answer = await api.POST('/rosters/{id}/checks', request).catch(() => undefined)
      if (answer && !stop.signal.aborted) setKnown({ key, effect: body(answer) })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [key, rosterId])
  return known?.key === key ? known.effect : undefined
}

/** Carries one shift over the grid; what it would break is asked while it hovers. */
export function useCarry(rosterId: number, desk: Desk, onDrop: (moves: Move[], to: Cell) => void) {
  const [carried, setCarried] = useState<Carry>()
  const now = useRef(carried)
  now.current = carried
  const moves = carried ? carry(desk.sheet, carried.from, carried.to) : []
  const effect = useCheck(rosterId, moves)
  const start = useCallback((from: Cell, by: Carry['by']) => setCarried({ from, to: from, by }), [])
  const over = useCallback((to: Cell) => {
    setCarried((old) =>
      old && (old.to.person !== to.person || old.to.day !== to.day) ? { ...old, to } : old,
    )
  }, [])
  const cancel = useCallback(() => setCarried(undefined), [])
  const drop = useCallback(() => {
    const held = now.current
    setCarried(undefined)
    if (held) onDrop(carry(desk.sheet, held.from, held.to), held.to)
  }, [desk.sheet, onDrop])
  return { carried, moves, effect, start, over, drop, cancel }
}
