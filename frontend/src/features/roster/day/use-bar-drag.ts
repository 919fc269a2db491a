import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { dragged, type Grip, gripOf } from '../model/day-drag'
import { put } from '../model/edits'
import type { ShiftRow } from '../model/types'
import type { Desk } from '../queries'
import { useRosterStrings } from '../strings'
import { useCheck } from '../use-carry'

interface Options {
  rosterId: number
  desk: Desk
  day: number
  /** Pixels a minute. */
  scale: number
  may: boolean
  onSelect: (person: number) => void
  onOpen: () => void
}

interface Held {
  readonly person: number
  readonly grip: Grip
  readonly shift: ShiftRow
  readonly x: number
}

/** Dragging bars, their ends and their pauses. A click without a drag opens the shift. */
export function useBarDrag(options: Options) {
  const { rosterId, desk, day, scale, may } = options
  const t = useRosterStrings()
  const { sheet, session } = desk
  const held = useRef<Held>(undefined)
  const [draft, setDraft] = useState<{ person: number; shift: ShiftRow }>()
  const changed = draft !== undefined && draft.shift !== sheet.shift(draft.person, day)
  const moves = draft && changed ? [put(sheet, { person: draft.person, day }, draft.shift)] : []
  const effect = useCheck(rosterId, moves)
  const end = () => {
    held.current = undefined
    setDraft(undefined)
  }
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const element = (event.target as HTMLElement).closest<HTMLElement>('[data-grip]')
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-person]')
      const person = Number(row?.dataset.person)
      if (!row || event.button !== 0) return
      options.onSelect(person)
      const grip = gripOf(element?.dataset.grip)
      const shift = sheet.shift(person, day)
      if (!may || grip === undefined || !shift || shift.locked) return
      held.current = { person, grip, shift, x: event.clientX }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { current } = held
      if (!current) return
      const shift = dragged(current.shift, current.grip, (event.clientX - current.x) / scale)
      setDraft({ person: current.person, shift })
    },
    onPointerUp: () => {
      if (changed) void session.do({ moves, label: t('acts.change') })
      else if (held.current) options.onOpen()
      end()
    },
    onPointerCancel: end,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key === 'Escape') end()
      if (event.key !== 'Enter') return
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-person]')
      if (!row) return
      options.onSelect(Number(row.dataset.person))
      options.onOpen()
    },
  }
  return { draft, changed, effect, handlers }
}
