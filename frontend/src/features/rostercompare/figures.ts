import type { AccountLoads } from '@/api/types'
import { ACCOUNTS, type Account } from '@/features/fairness/accounts'
import type { PersonCompared, QueueCompared, RosterComparison, Side } from './queries'
import type { Who } from './route'

export const FIGURES = [
  'total',
  'under',
  'over',
  'preference',
  'fairness',
  'shortHours',
  'overHours',
  'violations',
  'wishes',
  'paidHours',
  'overtimeHours',
  'money',
  'people',
  'shifts',
] as const
export type Figure = (typeof FIGURES)[number]

/** A figure of one plan. */
export function figureOf(side: Side, figure: Figure): number {
  switch (figure) {
    case 'total':
    case 'under':
    case 'over':
    case 'preference':
    case 'fairness':
      return side.cost[figure]
    case 'violations':
      return side.violations.length
    case 'wishes':
      return side.wishesMet
    default:
      return side[figure]
  }
}

/** Which way a figure is better; 0 where more is neither. */
const BETTER: Record<Figure, -1 | 0 | 1> = {
  ...{ total: -1, under: -1, over: -1, preference: -1, fairness: -1, shortHours: -1 },
  ...{ overHours: -1, violations: -1, wishes: 1, paidHours: 0, overtimeHours: -1, money: -1 },
  ...{ people: 0, shifts: 0 },
}

export type Winner = 'a' | 'b' | 'even' | 'open'

const SMALL = 0.05

/** Which plan is better by a figure; open where more is neither better nor worse. */
export function winnerOf(figure: Figure, a: number, b: number): Winner {
  const gain = (b - a) * BETTER[figure]
  if (Math.abs(b - a) < SMALL) return 'even'
  if (BETTER[figure] === 0) return 'open'
  return gain > 0 ? 'b' : 'a'
}

/** The figures worth a row: those that either plan has anything of. */
export function figuresOf({ sides, wishes }: RosterComparison): Figure[] {
  const [a, b] = sides as [Side, Side]
  const always: readonly Figure[] = ['total', 'shortHours', 'overHours', 'violations', 'paidHours']
  return FIGURES.filter((figure) =>
    figure === 'wishes'
      ? wishes > 0
      : always.includes(figure) || figureOf(a, figure) !== 0 || figureOf(b, figure) !== 0,
  )
}

/** Person-hours short, or too many, by day and plan, of one queue or of all together. */
export function byDay(
  queues: readonly QueueCompared[],
  days: number,
  queue: number | undefined,
  column: 'shortByDay' | 'overByDay',
): [number[], number[]] {
  const sum = (side: 0 | 1) =>
    Array.from({ length: days }, (_, day) =>
      queues
        .filter(({ queueId }) => queue === undefined || queueId === queue)
        .reduce((total, { sides }) => total + (sides[side]?.[column][day] ?? 0), 0),
    )
  return [sum(0), sum(1)]
}

/** How many burdens a plan lays on somebody, of all kinds. */
const weight = (loads: AccountLoads | undefined) =>
  ACCOUNTS.reduce((sum, account) => sum + (loads?.[account] ?? 0), 0)

/** Paid hours more in the second plan. */
export const hoursMore = ({ paidHours: [a = 0, b = 0] }: PersonCompared) => b - a

/** Burdens more in the second plan. */
export const burdensMore = ({ loads: [a, b] }: PersonCompared) => weight(b) - weight(a)

/** Wishes that only one of the plans meets; above zero the second. */
export const wishesMore = ({ wishesMet: [a = 0, b = 0] }: PersonCompared) => b - a

/** The kinds of burden of which somebody has more or less. */
export function burdenChanges({ loads: [a, b] }: PersonCompared) {
  return ACCOUNTS.flatMap((account): { account: Account; by: number }[] => {
    const by = (b?.[account] ?? 0) - (a?.[account] ?? 0)
    return by === 0 ? [] : [{ account, by }]
  })
}

/** Whether somebody is among those in sight. */
export function matches(person: PersonCompared, q: string, who: Who | undefined): boolean {
  const text = `${person.name} ${person.code}`.toLocaleLowerCase()
  if (!text.includes(q.trim().toLocaleLowerCase())) return false
  switch (who) {
    case 'more':
      return hoursMore(person) > SMALL
    case 'fewer':
      return hoursMore(person) < -SMALL
    case 'burdened':
      return burdensMore(person) > 0
    case 'relieved':
      return burdensMore(person) < 0
    case 'refused':
      return wishesMore(person) < 0
    case 'granted':
      return wishesMore(person) > 0
    default:
      return true
  }
}
