import type { TeamRule } from '@/api/types'
import { given, type Maybe } from '@/parts/inputs/numbers'

/** Who is chosen, as the form has it: ids are texts, as choices want them. */
export interface WhoValues {
  teams: string[]
  skills: string[]
  people: string[]
  minLevel: Maybe
}

/** A rule about who works together, as the form has it. */
export interface RuleValues {
  name: string
  while: WhoValues
  count: WhoValues
  min: Maybe
  each: Maybe
  max: Maybe
  from: string
  to: string
  weekdays: number[]
  soft: boolean
  perHour: Maybe
}

export const PRESETS = ['alone', 'supervisor', 'mix', 'mentor', 'apart'] as const
export type Preset = (typeof PRESETS)[number]

const everybody = (): WhoValues => ({ teams: [], skills: [], people: [], minLevel: '' })

/** A new rule of a usual kind. */
export function newRule(preset: Preset, name: string): RuleValues {
  const night = preset === 'alone'
  return {
    name,
    while: everybody(),
    count: everybody(),
    min: preset === 'apart' ? '' : night ? 2 : 1,
    each: '',
    max: preset === 'apart' ? 1 : '',
    from: night ? '22:00' : '00:00',
    to: night ? '06:00' : '24:00',
    weekdays: [],
    soft: false,
    perHour: '',
  }
}

function whoValues(who: TeamRule['while']): WhoValues {
  return {
    teams: (who.teamIds ?? []).map(String),
    skills: (who.skillIds ?? []).map(String),
    people: (who.personIds ?? []).map(String),
    minLevel: who.minLevel || '',
  }
}

function whoFields(who: WhoValues): TeamRule['while'] {
  return {
    teamIds: who.teams.map(Number),
    skillIds: who.skills.map(Number),
    personIds: who.people.map(Number),
    minLevel: who.skills.length > 0 ? given(who.minLevel) : undefined,
  }
}

/** A rule of the server in the form. */
export function ruleValues(rule: TeamRule): RuleValues {
  return {
    name: rule.name,
    while: whoValues(rule.while),
    count: whoValues(rule.count),
    min: rule.min || '',
    each: rule.each || '',
    max: rule.max ?? '',
    from: rule.from,
    to: rule.to,
    weekdays: rule.weekdays ?? [],
    soft: rule.soft ?? false,
    perHour: rule.perHour || '',
  }
}

/** A rule of the form as the server reads it. */
export function ruleFields(values: RuleValues): TeamRule {
  return {
    name: values.name,
    while: whoFields(values.while),
    count: whoFields(values.count),
    min: given(values.min) ?? 0,
    each: given(values.each),
    max: given(values.max),
    from: values.from,
    to: values.to,
    weekdays: values.weekdays.length > 0 ? values.weekdays : undefined,
    soft: values.soft || undefined,
    perHour: given(values.perHour),
  }
}
