import { Alert, List, Text } from '@mantine/core'
import { colon } from '@/i18n/colon'
import type { LadderReport } from '../queries'
import { type Asked, useSentence } from '../requirement'
import { useNamed } from '../words'
import type { LadderDocument, Move } from './document'
import { useDesignerStrings } from './strings'

export type Fault = LadderReport['faults'][number]

/** What a finding of the server is about: a rung, a track, a move, or the whole ladder. */
export interface Place {
  part: 'rung' | 'track' | 'move' | 'ladder'
  which: string
}

/** The key of a move in findings and differences. */
export const moveKey = (from: string, to: string) => `${from} → ${to}`

/** Reads where a fault is out of how the server names places. */
export function placeOf({ where }: Fault): Place {
  const rung = /^rung (.+)$/.exec(where)
  if (rung) return { part: 'rung', which: rung[1] ?? '' }
  const track = /^track (.+)$/.exec(where)
  if (track) return { part: 'track', which: track[1] ?? '' }
  const move = /^from (.+) to (.+) \((.*)\)/.exec(where)
  if (move) return { part: 'move', which: moveKey(move[1] ?? '', move[2] ?? '') }
  return { part: 'ladder', which: where }
}

/** The faults of one place. */
export function faultsAt(faults: readonly Fault[], part: Place['part'], which: string) {
  return faults.filter((fault) => {
    const place = placeOf(fault)
    return place.part === part && place.which === which
  })
}

/** The requirement at a place among those of a move, as findings count: from 1, group by group. */
function requirementAt(asks: Asked | undefined, part: readonly number[]): Asked | undefined {
  return part.reduce((asked, number) => asked?.of?.[number - 1], asks)
}

/** Says in words which requirement of a move a finding is about, if it is about one. */
function useRequirementWords() {
  const sentence = useSentence()
  return (move: Move | undefined, { part, field }: Fault): string => {
    const asked = field ? requirementAt(move?.asks, part) : undefined
    return asked ? sentence(asked) : ''
  }
}

/**
 * The findings about the requirements of a move that stand as they were checked: who changes
 * one has it checked anew before it is marked again.
 */
export function standingFaults(faults: readonly Fault[], checked: Move | undefined, now: Move) {
  return faults.filter(({ field, part }) => {
    if (!field) return false
    const before = requirementAt(checked?.asks, part)
    return JSON.stringify(before) === JSON.stringify(requirementAt(now.asks, part))
  })
}

/** The findings about a part of a group, counted from there; about the group itself without. */
export function below(faults: readonly Fault[], place: number): Fault[] {
  return faults
    .filter(({ part }) => part[0] === place + 1)
    .map((fault) => ({ ...fault, part: fault.part.slice(1) }))
}

/** What rungs, tracks and moves of a draft are called. */
export function usePartNames(doc: LadderDocument) {
  const named = useNamed()
  const call = (all: readonly { code: string; name: { en?: string; zh?: string } }[]) => {
    return (code: string) => {
      const name = all.find((one) => one.code === code)?.name
      return named({ en: name?.en ?? '', zh: name?.zh ?? '' }) || code
    }
  }
  const rung = call(doc.rungs)
  const track = call(doc.tracks)
  const move = (key: string) => key.split(' → ').map(rung).join(' → ')
  return { rung, track, move }
}

/** A place of a draft in words. */
export function usePlaceWords(doc: LadderDocument) {
  const t = useDesignerStrings()
  const names = usePartNames(doc)
  return ({ part, which }: Place) => {
    if (part === 'ladder')
      return which === 'promotions' ? t('faults.promotions') : t('faults.rungs')
    return t(`faults.${part}`, { name: names[part](which) })
  }
}

/** A finding in words, beside the place that it is about. */
export function FaultLines({ faults, move }: { faults: readonly Fault[]; move?: Move }) {
  const t = useDesignerStrings()
  const which = useRequirementWords()
  return faults.map((fault) => {
    const asked = which(move, fault)
    return (
      <Text key={keyOf(fault)} size="sm" c="var(--warn-text)">
        {asked && `“${asked}”: `}
        {t(`faults.kinds.${fault.kind as 'no entry'}`)}
      </Text>
    )
  })
}

const keyOf = ({ kind, where, field, found }: Fault) => `${kind} ${where} ${field} ${found}`

/** All that keeps a draft from being put in force, as it was last saved. */
export function Faults({ doc, faults }: { doc: LadderDocument; faults: readonly Fault[] }) {
  const t = useDesignerStrings()
  const words = usePlaceWords(doc)
  const which = useRequirementWords()
  const asked = (fault: Fault) => {
    const place = placeOf(fault)
    const move = doc.moves.find(({ from, to }) => moveKey(from, to) === place.which)
    const what = which(move, fault)
    return what ? `${words(place)}, “${what}”` : words(place)
  }
  if (faults.length === 0) return <Text>{t('faults.none')}</Text>
  return (
    <Alert color="yellow" title={t('faults.title')}>
      <List>
        {faults.map((fault) => (
          <List.Item key={keyOf(fault)}>
            {asked(fault)}
            {colon()}
            {t(`faults.kinds.${fault.kind as 'no entry'}`)}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** What the draft has otherwise than the version before it. */
export function Changes({
  doc,
  changes,
}: {
  doc: LadderDocument
  changes: LadderReport['changes']
}) {
  const t = useDesignerStrings()
  const words = usePlaceWords(doc)
  if (changes.length === 0) return null
  return (
    <div>
      <Text fw={600}>{t('changes.title')}</Text>
      <List>
        {changes.map(({ kind, part, which, field }) => (
          <List.Item key={`${part} ${which} ${kind} ${field}`}>
            {t(`changes.${kind}`, {
              what: words({ part, which }),
              field: field ? t(`changes.fields.${field as 'name'}`) : '',
            })}
          </List.Item>
        ))}
      </List>
    </div>
  )
}
