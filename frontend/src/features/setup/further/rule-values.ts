import type { FurtherRule } from '@/api/types'
import { given, type Maybe } from '@/parts/inputs/numbers'

export type Kind = FurtherRule['kind']
export type Span = NonNullable<FurtherRule['span']>

/** What the fields of a further rule hold: hours where the API has minutes and people think in hours. */
export interface RuleValues {
  kind: Kind
  class: string
  next: string
  span: Span
  days: Maybe
  min: Maybe
  max: Maybe
  from: string
  to: string
  flex: Maybe
  weekdays: number[]
  anchor: string | null
  cycle: string
  source: string
}

/** Which fields a kind uses. Limits are counted in hours, or in whatever the kind counts. */
export interface Uses {
  class?: 'optional' | 'required'
  next?: 'optional' | 'required'
  span?: readonly Span[]
  min?: boolean
  max?: boolean
  hours?: boolean
  from?: boolean
  to?: boolean
  flex?: boolean
  weekdays?: boolean
  cycle?: boolean
}

const FIXED = ['week', 'month', 'quarter', 'year', 'period', 'blocks'] as const
const EVERY = ['week', 'rolling', 'month', 'quarter', 'year', 'period', 'blocks'] as const

export const USES: Record<Kind, Uses> = {
  shift_minutes: { class: 'optional', min: true, max: true, hours: true },
  paid_minutes: { class: 'optional', span: EVERY, min: true, max: true, hours: true },
  shifts: { class: 'optional', span: EVERY, min: true, max: true },
  days_off: { span: EVERY, min: true, max: true },
  start_distance: { min: true, hours: true },
  rest_after: { class: 'required', next: 'optional', min: true, hours: true },
  no_succession: { class: 'required', next: 'required' },
  long_rest: { span: EVERY, min: true, hours: true },
  day_off_length: { min: true, hours: true, from: true, flex: true },
  days_off_in_row: { max: true },
  shifts_in_row: { class: 'optional', min: true, max: true },
  weekends: { span: FIXED, min: true, max: true, weekdays: true },
  weekends_in_row: { max: true, weekdays: true },
  whole_weekends: { weekdays: true },
  start_spread: { class: 'optional', span: FIXED, max: true, hours: true, weekdays: true },
  barred_hours: { from: true, to: true, weekdays: true },
  required_days: { weekdays: true },
  pattern: { cycle: true },
  hours_class: {
    ...{ class: 'required', from: true, to: true, min: true, hours: true },
    weekdays: true,
  },
}

export const KINDS = Object.keys(USES) as Kind[]

/** A new rule of a kind, with limits to begin from. */
export function blankRule(kind: Kind): RuleValues {
  const { span } = USES[kind]
  return {
    kind,
    class: '',
    next: '',
    span: span?.[0] ?? 'week',
    days: '',
    min: '',
    max: '',
    from: kind === 'day_off_length' ? '12:00' : '22:00',
    to: '06:00',
    flex: kind === 'day_off_length' ? 4 : '',
    weekdays: [],
    anchor: null,
    cycle: '',
    source: '',
  }
}

const hours = (minutes: number | undefined): Maybe =>
  minutes === undefined ? '' : Number((minutes / 60).toFixed(4))
const minutes = (value: Maybe) => (value === '' ? undefined : Math.round(value * 60))

export function ruleValues(rule: FurtherRule): RuleValues {
  const { hours: timed } = USES[rule.kind]
  const limit = (n: number | undefined): Maybe => (timed ? hours(n) : (n ?? ''))
  return {
    kind: rule.kind,
    class: rule.class ?? '',
    next: rule.next ?? '',
    span: rule.span ?? 'week',
    days: rule.days ?? '',
    min: limit(rule.min),
    max: limit(rule.max),
    from: rule.from ?? '00:00',
    to: rule.to ?? '00:00',
    flex: hours(rule.flex),
    weekdays: [...(rule.weekdays ?? [])],
    anchor: rule.anchor ?? null,
    cycle: cycleText(rule.cycle ?? []),
    source: rule.source ?? '',
  }
}

/** What is sent of a rule: the fields that its kind uses and no others. */
export function ruleFields(values: RuleValues): FurtherRule {
  const use = USES[values.kind]
  const limit = (n: Maybe) => (use.hours ? minutes(n) : given(n))
  const counted = use.span && (values.span === 'rolling' || values.span === 'blocks')
  const from = values.kind === 'pattern' || (use.span && values.span === 'blocks')
  return {
    kind: values.kind,
    class: use.class ? values.class || undefined : undefined,
    next: use.next ? values.next || undefined : undefined,
    span: use.span ? values.span : undefined,
    days: counted ? given(values.days) : undefined,
    min: use.min ? limit(values.min) : undefined,
    max: use.max ? limit(values.max) : undefined,
    from: use.from ? values.from : undefined,
    to: use.to ? values.to : undefined,
    flex: use.flex ? minutes(values.flex) : undefined,
    weekdays: use.weekdays && values.weekdays.length > 0 ? values.weekdays : undefined,
    anchor: from ? (values.anchor ?? undefined) : undefined,
    cycle: use.cycle ? cycleOf(values.cycle) : undefined,
    source: values.source || undefined,
  }
}

/** A rotation as people write it: days apart by spaces, choices by strokes, * for anything: "D D N off *". */
export function cycleText(cycle: readonly (readonly string[] | null)[]): string {
  return cycle.map((day) => (day?.length ? day.join('/') : '*')).join(' ')
}

export function cycleOf(text: string): string[][] {
  const days = text.split(/[\s,;，；、]+/).filter(Boolean)
  return days.map((day) => (day === '*' ? [] : day.split('/').filter(Boolean)))
}
