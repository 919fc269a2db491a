import { useMemo } from 'react'
import type { ShortcutLine } from '@/app/keys/shortcuts'
import { useStaffingStrings } from './strings'

/** The keys of the map, for the help dialog. */
export function useKeyLines(): readonly ShortcutLine[] {
  const t = useStaffingStrings()
  return useMemo(
    () => [
      { keys: ['← ↑ → ↓'], label: t('keys.move') },
      { keys: ['Ctrl', '← ↑ → ↓'], label: t('keys.edge') },
      { keys: ['PgUp / PgDn'], label: t('keys.week') },
      { keys: ['Enter'], label: t('keys.why') },
    ],
    [t],
  )
}
