import type { CalendarDay } from '@/api/types'
import { given, type Maybe } from '@/parts/inputs/numbers'

/** What the fields of a special day hold. */
export interface DayValues {
  date: string | null
  kind: CalendarDay['kind']
  name: string
  eventType?: string
  upliftPct: Maybe
}

export function dayValues(day: CalendarDay): DayValues {
  return { ...day, upliftPct: day.upliftPct ?? '' }
}

export function dayFields(values: DayValues): CalendarDay {
  return { ...values, date: values.date ?? '', upliftPct: given(values.upliftPct) }
}
