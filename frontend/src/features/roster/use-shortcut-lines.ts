import { useMemo } from 'react'
import type { ShortcutLine } from '@/app/keys/shortcuts'
import { useRosterStrings } from './strings'

/** The keys of the grid for the help dialog. */
export function useShortcutLines(): readonly ShortcutLine[] {
  const t = useRosterStrings()
  return useMemo(
    () => [
      { keys: ['←↑→↓'], label: t('keys.move') },
      { keys: ['Ctrl', '←↑→↓'], label: t('keys.far') },
      { keys: ['Shift', '←↑→↓'], label: t('keys.extend') },
      { keys: ['Enter'], label: t('keys.open') },
      { keys: ['Del'], label: t('keys.clear') },
      { keys: ['L'], label: t('keys.lock') },
      { keys: ['Ctrl', 'Z'], label: t('keys.undo') },
      { keys: ['Ctrl', 'Y'], label: t('keys.redo') },
      { keys: ['Ctrl', 'C / V'], label: t('keys.copy') },
      { keys: ['[ ]'], label: t('keys.period') },
      { keys: ['Shift', 'F10'], label: t('keys.menu') },
    ],
    [t],
  )
}
