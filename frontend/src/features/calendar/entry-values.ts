import type { Translate } from '@/i18n'
import { given, type Maybe } from '@/parts/inputs/numbers'
import type { Entry, Kind } from './entries'
import type { en } from './strings.en'

/** What the fields of an entry hold. */
export interface EntryValues {
  kind: Kind
  name: string
  eventType: string
  from: string | null
  to: string | null
  upliftPct: Maybe
}

/** A new entry: an event on the days that were drawn, or on none yet. */
export function blankValues(
  year: number,
  { from, to }: { from?: string; to?: string },
): EntryValues {
  const first = from ?? `${year}-01-01`
  return { kind: 'event', name: '', eventType: '', from: first, to: to ?? first, upliftPct: '' }
}

export function valuesOf(entry: Entry): EntryValues {
  return { ...entry, upliftPct: entry.upliftPct ?? '' }
}

/** The entry that the fields stand for. Only events have a type. */
export function entryOf({ kind, name, eventType, from, to, upliftPct }: EntryValues): Entry {
  return {
    kind,
    name: name.trim(),
    eventType: kind === 'event' ? eventType.trim() : '',
    upliftPct: given(upliftPct),
    from: from ?? '',
    to: to ?? from ?? '',
  }
}

// A slip of the year must not make a thousand special days.
const LONGEST = 366

/** What is wrong with the fields before the server is asked. */
export function wrongIn(values: EntryValues, t: Translate<typeof en>) {
  const { from, to, name, kind } = values
  const days = from && to ? (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1 : undefined
  return {
    from: from ? null : t('wrong.day'),
    to: !to ? t('wrong.day') : days !== undefined && days < 1 ? t('wrong.order') : tooLong(days, t),
    name: kind === 'event' && !name.trim() ? t('wrong.name') : null,
  }
}

function tooLong(days: number | undefined, t: Translate<typeof en>) {
  return days !== undefined && days > LONGEST ? t('wrong.long', { days: LONGEST }) : null
}
