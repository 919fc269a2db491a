import type { CapacityGroup, CapacityPlan, CapacityPlanFields } from './queries'

/** What a planner decides about a plan, without what the server adds. */
export function fieldsOf(plan: CapacityPlan): CapacityPlanFields {
  const { siteId, name, currency, from, weeks, groups, transfers, scenarios } = plan
  return {
    siteId,
    name,
    currency,
    from,
    weeks,
    transfers,
    scenarios,
    groups: groups.map(({ basis: _, ...group }) => group),
  }
}

/**
 * The fields to save. Hours that were read from outlooks stay on the server,
 * which knows more digits of them, while the group is as it was.
 */
export function toSave(fields: CapacityPlanFields, saved: CapacityPlan): CapacityPlanFields {
  const sameWeeks = fields.from === saved.from && fields.weeks === saved.weeks
  const groups = fields.groups.map((group) => {
    const old = saved.groups.find(({ name }) => name === group.name)
    const asRead =
      sameWeeks &&
      (group.queueIds?.length ?? 0) > 0 &&
      old?.queueIds?.join() === group.queueIds?.join()
    return asRead ? { ...group, required: undefined } : group
  })
  return { ...fields, groups }
}

type GroupChange = (group: CapacityGroup) => CapacityGroup

/** The fields with one group changed. */
export function withGroup(
  fields: CapacityPlanFields,
  at: number,
  change: GroupChange,
): CapacityPlanFields {
  return { ...fields, groups: fields.groups.map((group, i) => (i === at ? change(group) : group)) }
}

/** People by week of things that begin in a week. */
export function byWeek(
  things: readonly { readonly week: number; readonly people: number }[] | undefined,
  weeks: number,
): number[] {
  const out = new Array<number>(weeks).fill(0)
  for (const { week, people } of things ?? []) out[week] = (out[week] ?? 0) + people
  return out
}

/** A group with so many people beginning in a week. */
export function withHires(group: CapacityGroup, week: number, people: number): CapacityGroup {
  const others = (group.hires ?? []).filter((hire) => hire.week !== week)
  return { ...group, hires: inOrder(people > 0 ? [...others, { week, people }] : others) }
}

/** A group with so many people of a vendor from a week on. */
export function withTranche(
  group: CapacityGroup,
  vendor: number,
  week: number,
  people: number,
): CapacityGroup {
  const others = (group.tranches ?? []).filter((one) => one.week !== week || one.vendor !== vendor)
  return {
    ...group,
    tranches: inOrder(people > 0 ? [...others, { vendor, week, people }] : others),
  }
}

/** A group that loses another share of time for a cause in one week. */
export function withShare(
  group: CapacityGroup,
  category: number,
  week: number,
  share: number,
  weeks: number,
): CapacityGroup {
  const shrinkage = (group.shrinkage ?? []).map((one, i) => {
    if (i !== category) return one
    const shares = sharesOf(one.share, weeks).map((old, w) => (w === week ? share : old))
    const flat = shares.every((value) => value === shares[0])
    return { ...one, share: flat ? shares.slice(0, 1) : shares }
  })
  return { ...group, shrinkage }
}

/** A share by week, of which one number may stand for all. */
export function sharesOf(share: readonly number[], weeks: number): number[] {
  return share.length === 1 ? new Array<number>(weeks).fill(share[0] ?? 0) : [...share]
}

/** A group that requires other hours in one week. */
export function withRequired(
  group: CapacityGroup,
  week: number,
  hours: number,
  weeks: number,
): CapacityGroup {
  const old = group.required ?? []
  const required = Array.from({ length: weeks }, (_, w) => (w === week ? hours : (old[w] ?? 0)))
  return { ...group, required }
}

function inOrder<T extends { readonly week: number }>(things: T[]): T[] {
  return things.toSorted((a, b) => a.week - b.week)
}

/** The plan without one of its groups; what moved people from or to it goes too. */
export function withoutGroup(fields: CapacityPlanFields, at: number): CapacityPlanFields {
  const shifted = (group: number) => (group > at ? group - 1 : group)
  return {
    ...fields,
    groups: fields.groups.filter((_, i) => i !== at),
    transfers: (fields.transfers ?? [])
      .filter(({ from, to }) => from !== at && to !== at)
      .map((transfer) => ({
        ...transfer,
        from: shifted(transfer.from),
        to: shifted(transfer.to),
      })),
  }
}

/** The Monday on or after a day. */
export function mondayFrom(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + ((8 - at.getUTCDay()) % 7))
  return at.toISOString().slice(0, 10)
}
