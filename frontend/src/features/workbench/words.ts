import { ProblemError } from '@/api/problem'
import { type Formatters, useFormat } from '@/format'
import type { Measure, Unknown } from './bench'
import { useWorkbenchStrings } from './strings'

/** Seconds as a planner reads them: to the tenth while they are few. */
export function seconds(format: Formatters, value: number): string {
  return `${format.number(value, value < 100 ? 1 : 0)} s`
}

/** A measure's figure: a share, or seconds for the speed of answer. */
export function measureText(format: Formatters, measure: Measure, value: number): string {
  return measure === 'asa' ? seconds(format, value) : format.percent(value, 2)
}

/** The value of what can be looked for, in its unit. */
export function unknownText(format: Formatters, unknown: Unknown, value: number): string {
  if (unknown === 'aht' || unknown === 'patience' || unknown === 'threshold') {
    return seconds(format, value)
  }
  return format.number(value, 2)
}

/** What is wrong with each quantity, by its name; `other` where it is none of them. */
export type Faults = Readonly<Partial<Record<string, string>>>

const PLACES: Readonly<Record<string, string>> = {
  'setting.contacts': 'volume',
  'setting.intervalS': 'minutes',
  'setting.ahtS': 'aht',
  'setting.agents': 'agents',
  'setting.concurrencyAhtS': 'atOnce',
  'setting.patienceS': 'patience',
  'setting.lines': 'lines',
  'setting.redial': 'redial',
  'setting.thresholdS': 'threshold',
}

/** Says at each quantity why the server has no answer, in the language on screen. */
export function useFaults(): (error: unknown) => Faults {
  const t = useWorkbenchStrings()
  const format = useFormat()
  return (error) => {
    if (!(error instanceof ProblemError)) return {}
    const faults: Record<string, string> = {}
    for (const { location, message, code, found } of codedFields(error)) {
      const place = location.replace(/^body\./, '')
      const measure = place.startsWith('goals.') ? (place.slice(6) as Measure) : undefined
      if (measure && isReason(code)) {
        const best = found === 'NaN' ? '–' : measureText(format, measure, Number(found))
        faults[measure] = t(`problems.${code}`, { best })
      } else if (place === 'goals') faults.other = t('problems.goals')
      else if (place === 'setting.lines') faults.lines = t('problems.lines')
      else if (PLACES[place] && Number(found) === 0) faults[PLACES[place]] = t('problems.above0')
      else faults[PLACES[place] ?? 'other'] = t('problems.cannot', { message })
    }
    return faults
  }
}

const REASONS = ['out_of_reach', 'always_met', 'no_effect', 'conflict'] as const

function isReason(code: string | undefined): code is (typeof REASONS)[number] {
  return REASONS.some((one) => one === code)
}

interface CodedField {
  readonly location: string
  readonly message: string
  readonly code?: string
  readonly found?: string
}

function codedFields(error: ProblemError): readonly CodedField[] {
  return Array.isArray(error.body.errors) ? (error.body.errors as CodedField[]) : []
}
