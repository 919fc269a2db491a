import { useMemo } from 'react'
import { METRIC_CODES, useMetricNames } from '@/features/owed/metric-names'
import { useLanguage } from '@/i18n'

/** The measures of the library to choose from, and their names. */
export function useMetricChoices() {
  const language = useLanguage()
  const name = useMetricNames()
  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with the language alone
  const choices = useMemo(
    () => METRIC_CODES.map((value) => ({ value, label: name(value) })),
    [language],
  )
  return { name, choices }
}
