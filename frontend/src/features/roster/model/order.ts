import { weekMinutes, weeksOf } from './hours'
import type { Sheet } from './sheet'
import type { GridPerson } from './types'

export const SORTS = ['code', 'name', 'team', 'hours', 'shifts'] as const
export type Sort = (typeof SORTS)[number]

/** How the people of the grid are narrowed and sorted. What is absent does not narrow. */
export interface View {
  readonly q?: string
  readonly employer?: number
  readonly team?: number
  readonly queue?: number
  /** People with at least one of these positions only: those with broken rules. */
  readonly only?: ReadonlySet<number>
  readonly sort?: Sort
}

/** The positions of the people in sight, in the order of the rows. */
export function orderOf(sheet: Sheet, view: View, tag: string): number[] {
  const words = (view.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const kept = sheet.people.flatMap((person, at) => (matches(person, at, view, words) ? [at] : []))
  const { sort } = view
  if (!sort || sort === 'code') return kept
  const compare = new Intl.Collator(tag, { numeric: true }).compare
  const name = (at: number) => sheet.people[at]?.name ?? ''
  if (sort === 'name') return kept.sort((a, b) => compare(name(a), name(b)))
  const weight = weights(sheet, sort)
  return kept.sort((a, b) => weight(a) - weight(b) || a - b)
}

function matches(person: GridPerson, at: number, view: View, words: readonly string[]): boolean {
  if (view.employer !== undefined && person.employerId !== view.employer) return false
  if (view.team !== undefined && person.teamId !== view.team) return false
  if (view.queue !== undefined && !person.queueIds.includes(view.queue)) return false
  if (view.only && !view.only.has(at)) return false
  const text = `${person.code} ${person.name} ${person.agreement}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

function weights(sheet: Sheet, sort: 'team' | 'hours' | 'shifts'): (at: number) => number {
  if (sort === 'team') return (at) => sheet.people[at]?.teamId ?? Number.MAX_SAFE_INTEGER
  const weeks = weeksOf(sheet.grid.days)
  const sums = sheet.people.map((_, person) => {
    if (sort === 'hours') return weeks.reduce((sum, w) => sum + weekMinutes(sheet, person, w), 0)
    return sheet.grid.days.reduce((n, _day, day) => n + (sheet.shift(person, day) ? 1 : 0), 0)
  })
  return (at) => -(sums[at] ?? 0)
}
