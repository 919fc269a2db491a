import type { Asked } from '../requirement'

/** The kinds of requirement that are one sentence each. */
export const PLAIN_KINDS = [
  'service',
  'dwell',
  'metric',
  'certificate',
  'streak',
  'award_count',
  'training',
  'nomination',
  'board',
  'no_sanction',
] as const
export type PlainKind = (typeof PLAIN_KINDS)[number]
export const GROUP_KINDS = ['all', 'any', 'at_least'] as const
export type GroupKind = (typeof GROUP_KINDS)[number]

/** What requirements may speak of. */
export interface Catalogue {
  metrics: string[]
  certificates: string[]
  awards: string[]
  courses: string[]
}

/** Metrics that are shares of one, shown and typed as percentages. */
export const SHARES = ['quality_score', 'adherence', 'first_contact']

/** A requirement of a kind as it begins. */
export function fresh(kind: PlainKind, known: Catalogue): Asked {
  switch (kind) {
    case 'service':
    case 'dwell':
      return { kind, months: 12 }
    case 'metric':
      return {
        ...{ kind, metric: known.metrics[0] ?? '', aggregate: 'mean', window_days: 90 },
        ...{ sense: 'at least', threshold: 0.9, observations: 10 },
      }
    case 'certificate':
      return { kind, certificate: known.certificates[0] ?? '' }
    case 'streak':
      return { kind, award: known.awards[0] ?? '', months: 3 }
    case 'award_count':
      return { kind, award: known.awards[0] ?? '', times: 3, within_months: 12 }
    case 'training':
      return { kind, hours: 8, within_days: 365 }
    case 'nomination':
      return { kind, by: 1, within_days: 180 }
    case 'board':
      return { kind, score: 3.5, within_days: 180 }
    default:
      return { kind }
  }
}

/** Whether a requirement is a group of others; an empty one has no parts in the document. */
export const isGroup = (asked: Asked) => GROUP_KINDS.includes(asked.kind as GroupKind)

/** A requirement besides what is asked already: in its group, or in a group made for both. */
export function also(asked: Asked | undefined, more: Asked): Asked {
  if (!asked) return more
  if (asked.kind === 'all' && asked.of) return { ...asked, of: [...asked.of, more] }
  return { kind: 'all', of: [asked, more] }
}

/** A group as another kind; how many of it are asked goes with "at least" only. */
export function regroup(group: Asked, kind: GroupKind): Asked {
  const { count, ...rest } = group
  const all = group.of?.length ?? 1
  return kind === 'at_least' ? { ...rest, kind, count: count ?? all } : { ...rest, kind }
}

/** A group with a part changed, or without it; nothing when it was the last. */
export function withPart(group: Asked, place: number, part: Asked | undefined): Asked | undefined {
  const of = (group.of ?? []).flatMap((old, at) => (at !== place ? [old] : part ? [part] : []))
  if (of.length === 0) return undefined
  const count = group.count === undefined ? {} : { count: Math.min(group.count, of.length) }
  return { ...group, ...count, of }
}
