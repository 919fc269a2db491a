import { useMemo } from 'react'
import type { LineNames } from './chart-parts'
import { useForecastStrings } from './strings'

/** What the lines are called in the language on screen. */
export function useLineNames(): LineNames {
  const t = useForecastStrings()
  return useMemo(
    () => ({
      forecast: t('lines.forecast'),
      actual: t('lines.actual'),
      line: ({ kind, id = 0 }) => {
        if (kind === 'past') return t('lines.past', { count: id })
        if (kind === 'run' || kind === 'lock') return t(`lines.${kind}`, { id })
        return t(`lines.${kind}`)
      },
    }),
    [t],
  )
}
