import { type Standing, Status } from '@/parts/status'
import type { Roster } from '../model/types'
import { useRosterStrings } from '../strings'

type Word = 'draft' | 'building' | 'published' | 'changed'

const STANDING: Readonly<Record<Word, Standing>> = {
  draft: 'info',
  building: 'info',
  published: 'ok',
  changed: 'warn',
}

/** Where a roster is in its life; one edited after it was published says so. */
export function StateWord({ roster }: { roster: Roster }) {
  const t = useRosterStrings()
  const word = wordOf(roster)
  return <Status standing={STANDING[word]}>{t(`states.${word}`)}</Status>
}

export function wordOf({ state, version, publishedVersion }: Roster): Word {
  if (state === 'building') return 'building'
  if (publishedVersion === 0) return 'draft'
  return version > publishedVersion ? 'changed' : 'published'
}
