import type { ImpossibleContract } from '@/api/types'

/** People of one agreement whom the same rules keep from being rostered. */
export interface ConflictGroup {
  readonly key: string
  readonly agreement: string
  readonly rules: string[]
  readonly reliefs: ImpossibleContract['reliefs']
  readonly people: readonly ImpossibleContract[]
}

/** Puts people of one agreement together whom the same rules keep, the largest group first. */
export function conflictGroups(people: readonly ImpossibleContract[]): readonly ConflictGroup[] {
  const groups = new Map<string, ImpossibleContract[]>()
  for (const person of people) {
    const key = keyOf(person)
    groups.set(key, [...(groups.get(key) ?? []), person])
  }
  return [...groups]
    .map(([key, members]) => {
      const [{ agreement = '', rules = [], reliefs = [] } = {}] = members
      return { key, agreement, rules, reliefs, people: members }
    })
    .sort((a, b) => b.people.length - a.people.length || a.key.localeCompare(b.key))
}

/** Order among the rules of a conflict says nothing; what would help may differ by person. */
function keyOf({ agreement = '', rules, reliefs }: ImpossibleContract): string {
  const helps = reliefs.map(({ rule, to, dropped }) => `${rule} ${dropped ? '-' : to}`)
  return [agreement, [...rules].sort().join(), helps.join()].join(' | ')
}
