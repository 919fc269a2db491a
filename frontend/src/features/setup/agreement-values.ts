import type { Agreement, AgreementFields, LabourRules, Pause, ShiftTemplate } from '@/api/types'
import { given, type Maybe } from '@/parts/inputs/numbers'
import { type RuleValues, ruleFields, ruleValues } from './further/rule-values'

/** What the fields of the labour rules hold: hours where the API has minutes. */
export interface RulesValues {
  weeklyMin: Maybe
  weeklyMax: Maybe
  minRest: Maybe
  maxConsecutiveDays: Maybe
  minDaysOffPerWeek: Maybe
  minConsecutiveDaysOff: Maybe
  maxShiftsPerWeek: Maybe
  maxWeekendsInPeriod: Maybe
  further: RuleValues[]
}

export interface PauseValues {
  minutes: Maybe
  paid: boolean
  earliestAfterMin: Maybe
  latestAfterMin: Maybe
}

/** What the fields of a shift template hold; its lengths as people write them: "8, 8:30, 10". */
export interface TemplateValues {
  code: string
  letter: string
  name: string
  weekdays: number[]
  earliestStart: string
  latestStart: string
  stepMin: Maybe
  lengths: string
  lunch: PauseValues | null
  breaks: PauseValues[]
  minMinutesBetweenBreaks: Maybe
  maxWorkMin: Maybe
}

export interface AgreementValues {
  code: string
  name: string
  validFrom: string | null
  rules: RulesValues
  templates: TemplateValues[]
}

/** A new agreement starts from a 40-hour week and 11 hours of rest (2003/88/EC, articles 3 and 5). */
export function blankAgreement(): AgreementValues {
  return {
    code: '',
    name: '',
    validFrom: null,
    rules: {
      weeklyMin: 0,
      weeklyMax: 40,
      minRest: 11,
      maxConsecutiveDays: 6,
      minDaysOffPerWeek: 2,
      minConsecutiveDaysOff: 1,
      maxShiftsPerWeek: '',
      maxWeekendsInPeriod: '',
      further: [],
    },
    templates: [blankTemplate()],
  }
}

export function blankPause(minutes: number, paid: boolean, from: number, to: number): PauseValues {
  return { minutes, paid, earliestAfterMin: from, latestAfterMin: to }
}

export function blankTemplate(): TemplateValues {
  return {
    code: '',
    letter: '',
    name: '',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    earliestStart: '07:00',
    latestStart: '11:00',
    stepMin: 30,
    lengths: '8:30',
    lunch: blankPause(30, false, 180, 300),
    breaks: [blankPause(15, true, 75, 180), blankPause(15, true, 300, 435)],
    minMinutesBetweenBreaks: 60,
    maxWorkMin: '',
  }
}

export function agreementValues(agreement: Agreement): AgreementValues {
  const { code, name, validFrom, rules, templates } = agreement
  return {
    code,
    name,
    validFrom: validFrom ?? null,
    rules: rulesValues(rules),
    templates: templates.map(templateValues),
  }
}

export function agreementFields(values: AgreementValues): AgreementFields {
  const { code, name, validFrom, rules, templates } = values
  return {
    code,
    name,
    validFrom: validFrom ?? undefined,
    rules: rulesFields(rules),
    templates: templates.map(templateFields),
  }
}

const hours = (minutes: number) => Number((minutes / 60).toFixed(4))
const minutes = (value: Maybe) => Math.round((given(value) ?? 0) * 60)

function rulesValues(rules: LabourRules): RulesValues {
  return {
    weeklyMin: hours(rules.weeklyMinMin),
    weeklyMax: hours(rules.weeklyMaxMin),
    minRest: hours(rules.minRestMin),
    maxConsecutiveDays: rules.maxConsecutiveDays,
    minDaysOffPerWeek: rules.minDaysOffPerWeek,
    minConsecutiveDaysOff: rules.minConsecutiveDaysOff,
    maxShiftsPerWeek: rules.maxShiftsPerWeek ?? '',
    maxWeekendsInPeriod: rules.maxWeekendsInPeriod ?? '',
    further: (rules.further ?? []).map(ruleValues),
  }
}

function rulesFields(values: RulesValues): LabourRules {
  return {
    weeklyMinMin: minutes(values.weeklyMin),
    weeklyMaxMin: minutes(values.weeklyMax),
    minRestMin: minutes(values.minRest),
    maxConsecutiveDays: given(values.maxConsecutiveDays) ?? 0,
    minDaysOffPerWeek: given(values.minDaysOffPerWeek) ?? 0,
    minConsecutiveDaysOff: given(values.minConsecutiveDaysOff) ?? 0,
    maxShiftsPerWeek: given(values.maxShiftsPerWeek),
    maxWeekendsInPeriod: given(values.maxWeekendsInPeriod),
    further: values.further.length > 0 ? values.further.map(ruleFields) : undefined,
  }
}

function templateValues(template: ShiftTemplate): TemplateValues {
  const { lengthsMin, lunch, breaks, ...rest } = template
  return {
    ...rest,
    lengths: lengthsMin.map(lengthText).join(', '),
    lunch: lunch ?? null,
    breaks: [...breaks],
    maxWorkMin: template.maxWorkMin ?? '',
  }
}

function templateFields(values: TemplateValues): ShiftTemplate {
  const { lengths, lunch, breaks, stepMin, minMinutesBetweenBreaks, maxWorkMin, ...rest } = values
  return {
    ...rest,
    stepMin: given(stepMin) ?? 0,
    minMinutesBetweenBreaks: given(minMinutesBetweenBreaks) ?? 0,
    maxWorkMin: given(maxWorkMin),
    lengthsMin: lengthsOf(lengths),
    lunch: lunch ? pauseFields(lunch) : undefined,
    breaks: breaks.map(pauseFields),
  }
}

function pauseFields(values: PauseValues): Pause {
  return {
    minutes: given(values.minutes) ?? 0,
    paid: values.paid,
    earliestAfterMin: given(values.earliestAfterMin) ?? 0,
    latestAfterMin: given(values.latestAfterMin) ?? 0,
  }
}

/** A length as people write it: 510 minutes are "8:30", 480 are "8". */
export function lengthText(minutes: number): string {
  const rest = minutes % 60
  const whole = String(Math.floor(minutes / 60))
  return rest === 0 ? whole : `${whole}:${String(rest).padStart(2, '0')}`
}

/** Reads lengths in hours: "8, 8:30 10". What is none becomes 0, which the server names. */
export function lengthsOf(text: string): number[] {
  const words = text.split(/[\s,;，；、]+/).filter(Boolean)
  return words.map((word) => {
    const clock = /^(\d{1,2}):([0-5]\d)$/.exec(word)
    if (clock) return Number(clock[1]) * 60 + Number(clock[2])
    return /^\d{1,2}(\.\d+)?$/.test(word) ? Math.round(Number(word) * 60) : 0
  })
}
