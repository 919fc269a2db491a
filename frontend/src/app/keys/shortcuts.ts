import { useEffect } from 'react'
import { createStore, useStore } from '../store'

/** A line of the help dialog: keys pressed together, and what they do. */
export interface ShortcutLine {
  readonly keys: readonly string[]
  readonly label: string
}

const lines = createStore<readonly ShortcutLine[]>([])

/**
 * Lists the keys of a screen in the help dialog while the screen is open. It
 * does not bind them: the screen does, and single letters only while its grid
 * has the focus (WCAG 2.1.4). Give a stable array.
 */
export function useListShortcuts(mine: readonly ShortcutLine[]): void {
  useEffect(() => {
    lines.set(mine)
    return () => lines.set([])
  }, [mine])
}

/** The keys of the screen that is open. */
export function useScreenShortcuts(): readonly ShortcutLine[] {
  return useStore(lines)
}
