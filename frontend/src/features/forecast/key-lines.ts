import { useMemo } from 'react'
import type { ShortcutLine } from '@/app/keys/shortcuts'
import { useForecastStrings } from './strings'

/** The keys of the chart, for the help. */
export function useKeyLines(): readonly ShortcutLine[] {
  const t = useForecastStrings()
  return useMemo(
    () => [
      { keys: ['← →'], label: t('keys.move') },
      { keys: ['+', '−'], label: t('keys.zoom') },
      { keys: ['0'], label: t('keys.usual') },
      { keys: ['M'], label: t('keys.mark') },
      { keys: ['↑ ↓'], label: t('keys.lift') },
      { keys: ['Esc'], label: t('keys.clear') },
    ],
    [t],
  )
}
