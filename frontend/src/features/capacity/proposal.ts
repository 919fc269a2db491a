import { byWeek, withHires, withTranche } from './draft'
import type { CapacityPlanFields, CapacityProposal } from './queries'

/** One decision that a proposal would make otherwise: people who begin in a week. */
export interface ProposalLine {
  readonly id: string
  readonly group: number
  /** The number of the group's vendor; undefined for hires. */
  readonly vendor?: number
  readonly week: number
  readonly before: number
  readonly after: number
}

/** What a proposal would change of the decisions of a plan, group by group and week by week. */
export function linesOf(
  fields: CapacityPlanFields,
  groups: CapacityProposal['groups'],
): ProposalLine[] {
  return fields.groups.flatMap((own, group) => {
    const proposed = groups[group]
    if (!proposed) return []
    const hires = differing(
      byWeek(own.hires, fields.weeks),
      byWeek(proposed.hires, fields.weeks),
    ).map((line) => ({ ...line, id: `${group} hire ${line.week}`, group }))
    const tranches = (own.vendors ?? []).flatMap((_, vendor) => {
      const of = (all: readonly { vendor: number; week: number; people: number }[] | undefined) =>
        byWeek(
          all?.filter((one) => one.vendor === vendor),
          fields.weeks,
        )
      return differing(of(own.tranches), of(proposed.tranches)).map((line) => ({
        ...line,
        id: `${group} vendor ${vendor} ${line.week}`,
        group,
        vendor,
      }))
    })
    return [...hires, ...tranches]
  })
}

function differing(before: readonly number[], after: readonly number[]) {
  return before.flatMap((was, week) => {
    const is = after[week] ?? 0
    return Math.abs(was - is) < 1e-9 ? [] : [{ week, before: was, after: is }]
  })
}

/** The plan with the chosen lines of a proposal taken over. */
export function taken(
  fields: CapacityPlanFields,
  lines: readonly ProposalLine[],
): CapacityPlanFields {
  const groups = [...fields.groups]
  for (const { group, vendor, week, after } of lines) {
    const old = groups[group]
    if (!old) continue
    groups[group] =
      vendor === undefined ? withHires(old, week, after) : withTranche(old, vendor, week, after)
  }
  return { ...fields, groups }
}

/** Hours that are missing, of all weeks. */
export function missingHours(gapHours: readonly (number | null)[]): number {
  return gapHours.reduce<number>((total, gap) => total + Math.max(0, -(gap ?? 0)), 0)
}
