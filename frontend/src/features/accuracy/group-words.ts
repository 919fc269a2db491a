import type { Group } from '@/api/accuracy'
import type { AccuracyRow } from '@/api/types'
import { type Formatters, useFormat } from '@/format'
import { useAccuracyStrings } from './strings'

type Words = (key: { days: string }) => string

/** What a row is called in the language on screen. */
export function rowName(
  { key, label }: Pick<AccuracyRow, 'key' | 'label'>,
  by: Group,
  format: Formatters,
  ahead: Words,
  weekOf: (key: { day: string }) => string,
): string {
  switch (by) {
    case 'lead':
      return ahead({ days: key.replace('-', '–') })
    case 'weekday':
      return format.weekday(Number(key), 'long')
    case 'day':
      return format.day(key, 'weekdayDate')
    case 'week':
      return weekOf({ day: format.day(key) })
    case 'slot':
      return key
    case 'queue':
      return label
  }
}

/** Names rows in the language on screen. */
export function useRowName(by: Group): (row: Pick<AccuracyRow, 'key' | 'label'>) => string {
  const t = useAccuracyStrings()
  const format = useFormat()
  return (row) =>
    rowName(
      row,
      by,
      format,
      (words) => t('ahead', words),
      (words) => t('weekOf', words),
    )
}
