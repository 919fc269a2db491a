import { common, type Span } from './days'
import type { RosterOrder } from './types'

/** What of a requirement decides whether a roster can cover it. */
export interface Need extends Span {
  readonly id: number
  readonly siteId: number
  readonly queueId: number
}

/** What the form of a new roster holds; choices are texts. */
export interface OrderValues {
  name: string
  requirementIds: string[]
  from: string | null
  days: number | string
  employers: string[]
  teams: string[]
  skills: string[]
  under: number | string
  over: number | string
}

const MOST_DAYS = 56

/** The form as it opens: the requirements asked for, or the newest of each queue of the site. */
export function startOf(
  needs: readonly Need[],
  asked: readonly number[],
  site?: number,
): OrderValues {
  const blank: OrderValues = {
    name: '',
    requirementIds: [],
    from: null,
    days: 28,
    employers: [],
    teams: [],
    skills: [],
    under: 40,
    over: 10,
  }
  const ids = asked.length > 0 ? asked : newest(needs, site).map(({ id }) => id)
  return withRequirements(blank, needs, ids.map(String))
}

/** The newest requirement of each queue of a site, as far as they share their days with the newest of all. */
function newest(needs: readonly Need[], site: number | undefined): Need[] {
  const found: Need[] = []
  for (const need of needs) {
    if (site !== undefined && need.siteId !== site) continue
    if (found[0] && need.siteId !== found[0].siteId) continue
    if (found.some(({ queueId }) => queueId === need.queueId)) continue
    if (common([...found, need])) found.push(need)
  }
  return found
}

/** After other requirements were chosen: the days that all of them cover. */
export function withRequirements(
  values: OrderValues,
  needs: readonly Need[],
  requirementIds: string[],
): OrderValues {
  const span = common(needs.filter(({ id }) => requirementIds.includes(String(id))))
  if (!span) return { ...values, requirementIds }
  return { ...values, requirementIds, from: span.from, days: Math.min(span.days, MOST_DAYS) }
}

/** The order that the form asks for. */
export function orderOf(values: OrderValues): RosterOrder {
  const ids = (list: readonly string[]) => (list.length > 0 ? list.map(Number) : undefined)
  return {
    name: values.name.trim(),
    requirementIds: values.requirementIds.map(Number),
    from: values.from ?? '',
    days: Number(values.days),
    people: {
      employerIds: ids(values.employers),
      teamIds: ids(values.teams),
      skillIds: ids(values.skills),
    },
    prices: { under: Number(values.under), over: Number(values.over) },
  }
}
