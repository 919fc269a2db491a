import type { KeyboardEvent } from 'react'
import { type Bounds, extended, type Selection, single, target } from '../model/selection'
import type { Acts } from './use-acts'

interface Options {
  selection: Selection
  bounds: Bounds
  acts: Acts
  carrying: boolean
  onSelect: (selection: Selection) => void
  onOpen: () => void
  onUndo: () => void
  onRedo: () => void
  onDrop: () => void
  onCancel: () => void
  onPeriod: (by: -1 | 1) => void
  onMenu: () => void
}

/** The keys of the grid; they work only while it has the focus. */
export function useKeys(options: Options) {
  const { selection, bounds, acts, carrying } = options
  return (event: KeyboardEvent<HTMLElement>) => {
    const ctrl = event.ctrlKey || event.metaKey
    const act = actOf(event, ctrl)
    if (act) {
      event.preventDefault()
      act()
      return
    }
    const to = target(selection, { key: event.key, ctrl }, bounds)
    if (!to) return
    event.preventDefault()
    const extend = event.shiftKey && !carrying
    options.onSelect(extend ? extended(selection, to.row, to.day) : single(to.row, to.day))
  }

  function actOf(event: KeyboardEvent, ctrl: boolean): (() => void) | undefined {
    const key = event.key.toLowerCase()
    if (ctrl && key === 'z') return event.shiftKey ? options.onRedo : options.onUndo
    if (ctrl && key === 'y') return options.onRedo
    if (ctrl || event.altKey) return undefined
    if (carrying && key === 'enter') return options.onDrop
    if (carrying && key === 'escape') return options.onCancel
    if (key === 'contextmenu' || (event.shiftKey && key === 'f10')) return options.onMenu
    const keys: Record<string, () => void> = {
      enter: options.onOpen,
      delete: acts.clear,
      backspace: acts.clear,
      l: acts.lock,
      '[': () => options.onPeriod(-1),
      ']': () => options.onPeriod(1),
    }
    return keys[key]
  }
}
