import { byWeek, sharesOf } from './draft'
import type { CapacityColumns, CapacityPlanFields, CapacityWeeks } from './queries'
import type { Show } from './route'

/** The figures of a group that are computed, a column of the API each. */
export type Figure = Exclude<keyof CapacityColumns, 'name'>

export type Unit = 'people' | 'hours' | 'share' | 'money'

/** What a planner writes week by week. */
export type Input =
  | { readonly of: 'hires' }
  | { readonly of: 'required' }
  | { readonly of: 'tranche'; readonly vendor: number }
  | { readonly of: 'share'; readonly category: number }

/** A row of the table of a plan: a group's heading with its gap, a figure, or an input. */
export interface PlanRow {
  readonly id: string
  /** -1 is all groups together. */
  readonly group: number
  readonly kind: 'band' | 'figure' | 'input'
  readonly figure?: Figure
  readonly input?: Input
  /** Of the group, the vendor or the shrinkage category. */
  readonly name?: string
  readonly unit: Unit
  readonly values: readonly (number | null)[]
  /** Of a gap: by what it is judged. */
  readonly against?: readonly (number | null)[]
}

const FIGURES: Record<Show, readonly Figure[]> = {
  people: [
    'start',
    'hires',
    'transfersIn',
    'transfersOut',
    'leavers',
    'end',
    'training',
    'worth',
    'vendor',
    'required',
    'gap',
  ],
  hours: ['available', 'requiredHours', 'ownHours', 'vendorHours', 'overtimeHours', 'gapHours'],
  money: [
    'payMinor',
    'hiringMinor',
    'trainingCostMinor',
    'overtimePayMinor',
    'vendorCostMinor',
    'costMinor',
    'gapMinor',
  ],
}

const GAPS: Record<Show, { gap: Figure; against: Figure; unit: Unit }> = {
  people: { gap: 'gap', against: 'required', unit: 'people' },
  hours: { gap: 'gapHours', against: 'requiredHours', unit: 'hours' },
  money: { gap: 'gapMinor', against: 'payMinor', unit: 'money' },
}

function unitOf(figure: Figure): Unit {
  if (figure.endsWith('Minor')) return 'money'
  if (figure.endsWith('Hours')) return 'hours'
  return figure === 'available' ? 'share' : 'people'
}

/** The rows of a plan: all together, then group by group, those that are open with their figures. */
export function rowsOf(
  fields: CapacityPlanFields,
  computed: CapacityWeeks,
  show: Show,
  open: ReadonlySet<number>,
): PlanRow[] {
  const byWeeks = computed.period === 'week'
  const rows = groupRows(computed.total, -1, show, open, [])
  computed.groups.forEach((columns, group) => {
    const inputs = byWeeks ? inputsOf(fields, group, show) : []
    rows.push(...groupRows(columns, group, show, open, inputs))
  })
  return rows
}

function groupRows(
  columns: CapacityColumns,
  group: number,
  show: Show,
  open: ReadonlySet<number>,
  inputs: readonly PlanRow[],
): PlanRow[] {
  const { gap, against, unit } = GAPS[show]
  const band: PlanRow = {
    id: `${group} band`,
    group,
    kind: 'band',
    figure: gap,
    name: columns.name,
    unit,
    values: columns[gap],
    against: columns[against],
  }
  if (!open.has(group)) return [band]
  const figures = FIGURES[show]
    // where hires are written there is no need to read them too
    .filter((figure) => !inputs.some(({ input }) => input?.of === 'hires' && figure === 'hires'))
    .filter(
      (figure) =>
        !inputs.some(({ input }) => input?.of === 'required' && figure === 'requiredHours'),
    )
    .map(
      (figure): PlanRow => ({
        id: `${group} ${figure}`,
        group,
        kind: 'figure',
        figure,
        unit: unitOf(figure),
        values: columns[figure],
        against: figure === gap ? columns[against] : undefined,
      }),
    )
  return [band, ...inputs, ...figures]
}

function inputsOf(fields: CapacityPlanFields, at: number, show: Show): PlanRow[] {
  const group = fields.groups[at]
  if (!group || show === 'money') return []
  const { weeks } = fields
  const row = (id: string, input: Input, unit: Unit, values: number[], name?: string): PlanRow => ({
    id: `${at} ${id}`,
    group: at,
    kind: 'input',
    input,
    unit,
    values,
    name,
  })
  if (show === 'people') {
    const tranches = (group.vendors ?? []).map(({ name }, vendor) => {
      const taken = group.tranches?.filter((one) => one.vendor === vendor)
      return row(
        `tranche ${vendor}`,
        { of: 'tranche', vendor },
        'people',
        byWeek(taken, weeks),
        name,
      )
    })
    return [row('hire', { of: 'hires' }, 'people', byWeek(group.hires, weeks)), ...tranches]
  }
  const shares = (group.shrinkage ?? []).map(({ name, share }, category) =>
    row(`share ${category}`, { of: 'share', category }, 'share', sharesOf(share, weeks), name),
  )
  const typed = (group.queueIds?.length ?? 0) === 0
  const required = Array.from({ length: weeks }, (_, w) => group.required?.[w] ?? 0)
  return typed ? [...shares, row('required', { of: 'required' }, 'hours', required)] : shares
}

/** How a gap looks: -3 far too few to 3 far too many, 0 about enough. */
export function strengthOf(
  gap: number | null | undefined,
  against: number | null | undefined,
): number {
  if (gap == null || !Number.isFinite(gap)) return 0
  const share = gap / Math.max(1e-9, Math.abs(against ?? 0))
  if (Math.abs(share) < 0.01 || Math.abs(gap) < 0.05) return 0
  const size = Math.abs(share) < 0.05 ? 1 : Math.abs(share) < 0.12 ? 2 : 3
  return gap < 0 ? -size : size
}

/** What a calendar year of a plan comes to. */
export interface YearEnd {
  readonly year: string
  /** At the end of the year's last period of the plan. */
  readonly people: number
  readonly gap: number | null
  readonly hires: number
  readonly leavers: number
  readonly costMinor: number
  /** Whether the plan ends before the year does. */
  readonly part: boolean
}

/** The years of a plan. A week belongs to the year of its Thursday. */
export function yearEnds(computed: CapacityWeeks, columns: CapacityColumns): YearEnd[] {
  const years = new Map<string, number[]>()
  computed.first.forEach((day, at) => {
    const year = (computed.period === 'week' ? thursday(day) : day).slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), at])
  })
  const sum = (values: readonly (number | null)[], of: readonly number[]) =>
    of.reduce((total, at) => total + (values[at] ?? 0), 0)
  return [...years].map(([year, places]) => {
    const last = places.at(-1) ?? 0
    const lastDay = computed.first[last] ?? ''
    return {
      year,
      people: columns.end[last] ?? 0,
      gap: columns.gap[last] ?? null,
      hires: sum(columns.hires, places),
      leavers: sum(columns.leavers, places),
      costMinor: sum(columns.costMinor, places),
      part:
        computed.period === 'week'
          ? thursday(lastDay, 7).startsWith(year)
          : !lastDay.includes('-12-'),
    }
  })
}

/** The Thursday of a week by its Monday, or of a later one. */
export function thursday(monday: string, later = 0): string {
  const day = new Date(`${monday}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + 3 + later)
  return day.toISOString().slice(0, 10)
}
