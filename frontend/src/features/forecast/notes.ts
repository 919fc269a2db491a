import type { components } from '@/api/schema'
import { useForecastStrings } from './strings'

export type Note = components['schemas']['ForecastNote']

// The codes that have words here; the server says the others in English.
const CODES = [
  'history_under_one_week',
  'history_under_three_weeks',
  'history_under_eight_weeks',
  'no_backtest',
  'horizon_longer_than_tested',
  'history_ends_before',
  'cold_start',
  'cold_start_not_needed',
  'reconciled',
  'share_of_group',
  'not_reconciled',
  'rows_ignored',
  'hole',
  'hours_changed',
  'failed_no_history',
  'failed_no_usable_day',
  'failed_horizon',
  'failed_driver',
  'quality_no_contacts',
  'quality_short_history',
  'quality_untested',
  'quality_long_lead',
  'quality_day_errors',
  'quality_no_better_naive',
  'quality_stale',
  'quality_missing_days',
  'quality_flagged_days',
  'quality_bands_miss',
  'taken',
  'behind_its_family',
  'not_decisively_ahead',
  'behind_the_best',
  'behind_the_reference',
  'combination_behind_the_reference',
  'baseline_not_best',
] as const

// What the words of any note may ask for.
const NOTHING = {
  model: '',
  percent: '',
  days: '',
  tested: '',
  asked: '',
  contacts: '',
  queues: '',
  weeks: '',
  level: '',
  share: '',
  intervals: '',
  driver: '',
  found: '',
  expected: '',
  day: '',
  from: '',
  until: '',
}

/** Says a note in the language on screen. */
export function useNoteWords(): (note: Note) => string {
  const t = useForecastStrings()
  return ({ code, args, text }) => {
    const known = CODES.find((one) => one === code)
    if (!known) return text
    return t(`notes.${known}`, { ...NOTHING, ...args })
  }
}
