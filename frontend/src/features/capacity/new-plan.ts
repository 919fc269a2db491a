import { minor } from '@/format/minor'
import type { CapacityGroup, CapacityPlanFields } from './queries'

/** What a planner says of a new plan; shares in per cent, money in whole units of the currency. */
export interface NewPlan {
  name: string
  currency: string
  from: string
  weeks: number
  /** Skills whose queues make a group. */
  skills: string[]
  /** Groups by hand, with commas. */
  other: string
  hours: number
  attrition: number
  outOfOffice: number
  inOffice: number
  training: number
  pay: number
  hireCost: number
}

/** A skill with the queues of a site that need it. */
export interface SkillGroup {
  readonly id: number
  readonly name: string
  readonly queueIds: readonly number[]
}

interface Named {
  readonly id: number
  readonly name: string
}

/** The skills that a site's queues need, each with its queues. */
export function skillGroups(
  queues: readonly { readonly id: number; readonly siteId: number; readonly skillId?: number }[],
  skills: readonly Named[],
  site: number,
): SkillGroup[] {
  return skills.flatMap(({ id, name }) => {
    const queueIds = queues
      .filter(({ siteId, skillId }) => siteId === site && skillId === id)
      .map((queue) => queue.id)
    return queueIds.length > 0 ? [{ id, name, queueIds }] : []
  })
}

/** The fields of a new plan: a group a skill and one for each name, all alike to begin with. */
export function newFields(
  plan: NewPlan,
  siteId: number,
  skills: readonly SkillGroup[],
  words: { readonly outOfOffice: string; readonly inOffice: string },
): CapacityPlanFields {
  const alike: Omit<CapacityGroup, 'name'> = {
    hours: plan.hours,
    attrition: [{ fromWeek: 0, yearly: share(plan.attrition) }],
    shrinkage: [
      { name: words.outOfOffice, inOffice: false, share: [share(plan.outOfOffice)] },
      { name: words.inOffice, inOffice: true, share: [share(plan.inOffice)] },
    ],
    training: { weeks: plan.training, costMinor: 0 },
    overtime: { cap: 0 },
    payMinor: minor(plan.pay, plan.currency),
    hireCostMinor: minor(plan.hireCost, plan.currency),
  }
  const groups = skills
    .filter(({ id }) => plan.skills.includes(String(id)))
    .map(({ name, queueIds }) => ({ ...alike, name, queueIds: [...queueIds], countPeople: true }))
  const named = namesIn(plan.other).map((name) => ({
    ...alike,
    name,
    required: new Array<number>(plan.weeks).fill(0),
  }))
  const { name, from, weeks } = plan
  return {
    siteId,
    name,
    currency: plan.currency.trim().toUpperCase(),
    from,
    weeks,
    groups: [...groups, ...named],
  }
}

/** Names between commas, of any script. */
export function namesIn(text: string): string[] {
  const names = text.split(/[,，、\n]/).map((name) => name.trim())
  return [...new Set(names.filter((name) => name !== ''))]
}

/** Per cent as a share, without 0.28500000000000003. */
export function share(percent: number): number {
  return Number((percent / 100).toFixed(8))
}
