import { useCallback, useMemo } from 'react'
import { toast } from '@/parts/toast'
import { paste, textOf, toTsv } from '../model/clipboard'
import { clear, toggleLocks } from '../model/edits'
import { cellsOf, type Selection } from '../model/selection'
import type { Cell, Move } from '../model/types'
import type { Desk } from '../queries'
import { useRosterStrings } from '../strings'

/** What a planner does with the selected cells. */
export function useActs(desk: Desk, order: readonly number[], selection: Selection, may: boolean) {
  const t = useRosterStrings()
  const { sheet, session } = desk
  const act = useCallback(
    (moves: readonly Move[], label: string) => {
      if (may && moves.length > 0) void session.do({ moves, label })
    },
    [session, may],
  )
  return useMemo(() => {
    const cells = () => cellsOf(selection, order)
    const held = (list: readonly Cell[]) => list.filter((c) => sheet.shift(c.person, c.day))
    return {
      act,
      gridLabel: t('grid.label'),
      carryLabel: t('acts.carry'),
      clear: () => {
        const chosen = held(cells())
        const moves = clear(sheet, chosen)
        act(moves, t('acts.clear', { count: moves.length }))
        const skipped = chosen.length - moves.length
        if (may && skipped > 0) toast.done(t('acts.skipped', { count: skipped }))
      },
      lock: () => {
        const moves = toggleLocks(sheet, cells())
        act(moves, t('acts.lock', { count: moves.length }))
      },
      copy: (): string => {
        const { ranges } = selection
        const last = ranges.at(-1)
        if (!last) return textOf(sheet, order[selection.row] ?? 0, selection.day)
        const rows = []
        for (let row = last.top; row <= last.bottom; row++) {
          const line = []
          for (let day = last.left; day <= last.right; day++) {
            line.push({ person: order[row] ?? 0, day })
          }
          rows.push(line)
        }
        return toTsv(sheet, rows)
      },
      paste: (text: string) => {
        const corner = selection.ranges.at(-1)
        const at = { row: corner?.top ?? selection.row, day: corner?.left ?? selection.day }
        const done = paste(sheet, text, order, at)
        act(done.moves, t('acts.paste', { count: done.pasted }))
        if (!may) return
        const news = [t('acts.pasted', { count: done.pasted })]
        if (done.locked > 0) news.push(t('acts.skipped', { count: done.locked }))
        if (done.unread.length > 0) {
          news.push(t('acts.unread', { text: done.unread.slice(0, 3).join(', ') }))
        }
        toast.done(news.join(' · '))
      },
    }
  }, [act, may, order, selection, sheet, t])
}

export type Acts = ReturnType<typeof useActs>
