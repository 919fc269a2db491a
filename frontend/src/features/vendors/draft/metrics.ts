import { METRIC_CODES, useMetricNames } from '@/features/owed/metric-names'

/** The measures of the library to choose from, and their names. */
export function useMetricChoices() {
  const name = useMetricNames()
  return { name, choices: METRIC_CODES.map((value) => ({ value, label: name(value) })) }
}
