import type { Queue, QueueFields, ServiceGoal } from '@/api/types'
import { given, type Maybe, percentage, ratio } from '@/parts/inputs/numbers'
import { apart, together, type WeeklySpan } from '@/parts/inputs/weekly'
import { type CategoryValues, categoryFields, categoryValues } from './category-values'
import { type CertaintyValues, certaintyFields, certaintyValues } from './certainty-values'

/** What the fields of a service goal hold: shares in percent, times in seconds. */
export interface GoalValues extends CertaintyValues {
  validFrom: string | null
  slTarget: Maybe
  thresholdS: Maybe
  slVariant: ServiceGoal['slVariant']
  asaTargetS: Maybe
  maxOccupancy: Maybe
  maxAbandon: Maybe
  patienceS: Maybe
  inOfficeShrinkage: Maybe
  outOfOfficeShrinkage: Maybe
  minAgents: Maybe
  ahtS: Maybe
  method: 'interval' | 'course'
  /** Shrinkage by category, in place of the two shares; empty: these hold. */
  shrinkage: CategoryValues[]
  businessHours: boolean
  /** Handle time with 1, 2, … contacts at once, seconds; none where nothing is known. */
  concurrencyAhtS: Maybe[]
  concurrencyGrowth: Maybe
}

/** What the fields of an employer's share of a queue hold: the share in percent. */
export interface ShareValues {
  employerId: number | undefined
  share: Maybe
}

/** Who handles a queue from a day on; no day is from the beginning. */
export interface DivisionValues {
  validFrom: string | null
  shares: ShareValues[]
}

/** What the fields of a queue hold. */
export interface QueueValues {
  code: string
  name: string
  siteId: number | undefined
  channelId: number | undefined
  skillId: number | undefined
  intervalMin: string
  hours: WeeklySpan[]
  closedOnHolidays: boolean
  group: string
  handledBy: DivisionValues[]
  goal: GoalValues
}

/** A share that nothing is said of yet. */
export function blankShare(): ShareValues {
  return { employerId: undefined, share: '' }
}

/** What shares leave, 0..1; below zero where they are more than all. */
export function inHouse(shares: readonly ShareValues[]): number {
  const taken = shares.reduce((sum, { share }) => sum + (ratio(share) ?? 0), 0)
  return Number((1 - taken).toFixed(8))
}

/** The starting point of a new queue: 80 % in 20 s, the commonest goal of voice queues. */
export function blankQueue(): QueueValues {
  return {
    code: '',
    name: '',
    siteId: undefined,
    channelId: undefined,
    skillId: undefined,
    intervalMin: '30',
    hours: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
    closedOnHolidays: false,
    group: '',
    handledBy: [],
    goal: {
      validFrom: null,
      slTarget: 80,
      thresholdS: 20,
      slVariant: 'sl_offered',
      asaTargetS: '',
      maxOccupancy: 85,
      maxAbandon: '',
      patienceS: '',
      inOfficeShrinkage: 10,
      outOfOfficeShrinkage: 20,
      minAgents: 0,
      ahtS: '',
      method: 'interval',
      shrinkage: [],
      ...certaintyValues(),
      businessHours: false,
      concurrencyAhtS: [],
      concurrencyGrowth: '',
    },
  }
}

export function queueValues(queue: Queue): QueueValues {
  const { code, name, siteId, channelId, skillId, intervalMin, openingHours } = queue
  const hours = openingHours.map(({ weekday, opens, closes }) => ({
    weekday,
    from: opens,
    to: closes,
  }))
  return {
    code,
    name,
    siteId,
    channelId,
    skillId,
    intervalMin: String(intervalMin),
    hours: together(hours),
    closedOnHolidays: queue.closedOnHolidays ?? false,
    group: queue.group ?? '',
    handledBy: (queue.handledBy ?? []).map(({ validFrom, shares }) => ({
      validFrom: validFrom ?? null,
      shares: shares.map(({ employerId, share }) => ({ employerId, share: percentage(share) })),
    })),
    goal: goalValues(queue.goal),
  }
}

export function queueFields(values: QueueValues): QueueFields {
  const { hours, goal, siteId, channelId, intervalMin, handledBy, ...rest } = values
  return {
    ...rest,
    // an id left empty is sent as 0, which the server names among the bad fields
    siteId: siteId ?? 0,
    channelId: channelId ?? 0,
    intervalMin: Number(intervalMin) as QueueFields['intervalMin'],
    openingHours: apart(hours).map(({ weekday, from, to }) => ({
      weekday,
      opens: from,
      closes: to,
    })),
    handledBy: handledBy.map(({ validFrom, shares }) => ({
      validFrom: validFrom ?? undefined,
      shares: shares.map(({ employerId, share }) => ({
        employerId: employerId ?? 0,
        share: ratio(share) ?? 0,
      })),
    })),
    goal: goalFields(goal),
  }
}

export function goalValues(goal: ServiceGoal): GoalValues {
  return {
    validFrom: goal.validFrom ?? null,
    slTarget: percentage(goal.slTarget),
    thresholdS: goal.thresholdS,
    slVariant: goal.slVariant,
    asaTargetS: goal.asaTargetS ?? '',
    maxOccupancy: percentage(goal.maxOccupancy),
    maxAbandon: percentage(goal.maxAbandon),
    patienceS: goal.patienceS ?? '',
    inOfficeShrinkage: percentage(goal.inOfficeShrinkage),
    outOfOfficeShrinkage: percentage(goal.outOfOfficeShrinkage),
    minAgents: goal.minAgents,
    ahtS: goal.ahtS ?? '',
    method: goal.method ?? 'interval',
    shrinkage: categoryValues(goal.shrinkage),
    ...certaintyValues(goal),
    businessHours: goal.businessHours ?? false,
    concurrencyAhtS: goal.concurrencyAhtS ?? [],
    concurrencyGrowth: percentage(goal.concurrencyGrowth),
  }
}

export function goalFields(values: GoalValues): ServiceGoal {
  return {
    validFrom: values.validFrom ?? undefined,
    slTarget: ratio(values.slTarget) ?? 0,
    thresholdS: given(values.thresholdS) ?? 0,
    slVariant: values.slVariant,
    asaTargetS: given(values.asaTargetS),
    maxOccupancy: ratio(values.maxOccupancy),
    maxAbandon: ratio(values.maxAbandon),
    patienceS: given(values.patienceS),
    inOfficeShrinkage: ratio(values.inOfficeShrinkage) ?? 0,
    outOfOfficeShrinkage: ratio(values.outOfOfficeShrinkage) ?? 0,
    minAgents: given(values.minAgents) ?? 0,
    ahtS: given(values.ahtS),
    // by interval is what a goal means that names no method
    method: values.method === 'course' ? 'course' : undefined,
    shrinkage: categoryFields(values.shrinkage),
    ...certaintyFields(values),
    businessHours: values.businessHours || undefined,
    // an empty field is sent as 0, which the server names among the bad fields
    concurrencyAhtS: values.concurrencyAhtS.length
      ? values.concurrencyAhtS.map((aht) => given(aht) ?? 0)
      : undefined,
    concurrencyGrowth: ratio(values.concurrencyGrowth) || undefined,
  }
}
