import { Checkbox, NumberInput, Select } from '@mantine/core'
import { percentage, ratio } from '@/parts/inputs/numbers'
import type { Asked } from '../requirement'
import { useCareerStrings } from '../strings'
import { useNameOf } from '../words'
import classes from './designer.module.css'
import { merged } from './document'
import type { Fault } from './faults'
import { type Catalogue, SHARES } from './requirements'
import { useDesignerStrings } from './strings'

interface Props {
  asked: Asked
  known: Catalogue
  /** What is wrong with it, as it was last checked. */
  faults: readonly Fault[]
  onChange: (asked: Asked) => void
}

/** What is wrong with a field, to be said at it. */
function useWrong(faults: readonly Fault[]) {
  const t = useDesignerStrings()
  return (field: keyof Asked) => {
    const fault = faults.find((one) => one.field === field)
    return fault && t(`faults.kinds.${fault.kind as 'no entry'}`)
  }
}

type Numbers = {
  [K in keyof Asked]-?: Asked[K] extends number | undefined ? K : never
}[keyof Asked]

/** The fields of a requirement of one kind. */
export function RequirementFields({ asked, known, faults, onChange }: Props) {
  const t = useDesignerStrings()
  const wrong = useWrong(faults)
  const put = (fields: Partial<Asked>) => onChange(merged(asked, fields))
  const number = (field: Numbers, label: string, min = 1, max?: number) => (
    <NumberInput
      label={label}
      min={min}
      max={max}
      value={asked[field] ?? 0}
      error={wrong(field)}
      onChange={(value) => put({ [field]: Number(value) || 0 })}
    />
  )
  const code = (field: 'certificate' | 'award', codes: string[]) => (
    <CodeSelect
      label={t(`asks.${field}`)}
      codes={codes}
      value={asked[field]}
      error={wrong(field)}
      onChange={(value) => put({ [field]: value })}
    />
  )
  switch (asked.kind) {
    case 'service':
    case 'dwell':
      return <div className={classes.fields}>{number('months', t('asks.months'))}</div>
    case 'metric':
      return <MetricFields {...{ asked, known, faults, onChange }} />
    case 'certificate':
      return <div className={classes.fields}>{code('certificate', known.certificates)}</div>
    case 'streak':
      return (
        <div className={classes.fields}>
          {code('award', known.awards)}
          {number('months', t('asks.months'))}
          <Checkbox
            label={t('asks.leaveBreaks')}
            checked={asked.leave_breaks ?? false}
            onChange={(event) => put({ leave_breaks: event.currentTarget.checked || undefined })}
          />
        </div>
      )
    case 'award_count':
      return (
        <div className={classes.fields}>
          {code('award', known.awards)}
          {number('times', t('asks.times'))}
          {number('within_months', t('asks.within'), 0)}
        </div>
      )
    case 'training':
      return (
        <div className={classes.fields}>
          <CodeSelect
            label={t('asks.course')}
            codes={known.courses}
            any={t('asks.anyCourse')}
            value={asked.course}
            error={wrong('course')}
            onChange={(course) => put({ course: course || undefined })}
          />
          {number('hours', t('asks.hours'))}
          {number('within_days', t('asks.withinDays'), 0)}
        </div>
      )
    case 'nomination':
      return (
        <div className={classes.fields}>
          {number('by', t('asks.by'))}
          {number('within_days', t('asks.withinDays'), 0)}
        </div>
      )
    case 'board':
      return (
        <div className={classes.fields}>
          {number('score', t('asks.score'), 1, 5)}
          {number('within_days', t('asks.withinDays'), 0)}
        </div>
      )
    default:
      return null
  }
}

function MetricFields({ asked, known, faults, onChange }: Props) {
  const t = useDesignerStrings()
  const wrong = useWrong(faults)
  const words = useCareerStrings()
  const put = (fields: Partial<Asked>) => onChange(merged(asked, fields))
  const share = SHARES.includes(asked.metric ?? '')
  const threshold = asked.threshold ?? 0
  return (
    <div className={classes.fields}>
      <CodeSelect
        label={t('asks.metric')}
        codes={known.metrics}
        value={asked.metric}
        error={wrong('metric')}
        onChange={(metric) => put({ metric })}
      />
      <Select
        label={t('asks.aggregate')}
        allowDeselect={false}
        data={(['mean', 'worst', 'latest'] as const).map((value) => ({
          ...{ value, label: words(`asks.aggregates.${value}`) },
        }))}
        value={asked.aggregate ?? null}
        error={wrong('aggregate')}
        onChange={(value) => put({ aggregate: value as Asked['aggregate'] })}
      />
      <NumberInput
        label={t('asks.window')}
        min={1}
        value={asked.window_days ?? 0}
        error={wrong('window_days')}
        onChange={(value) => put({ window_days: Number(value) || 0 })}
      />
      <Select
        label={t('asks.sense')}
        allowDeselect={false}
        data={(['at least', 'at most'] as const).map((value) => ({
          ...{ value, label: words(`asks.senses.${value}`) },
        }))}
        value={asked.sense ?? null}
        error={wrong('sense')}
        onChange={(value) => put({ sense: value as Asked['sense'] })}
      />
      <NumberInput
        label={share ? t('asks.thresholdPercent') : t('asks.threshold')}
        value={share ? percentage(threshold) : threshold}
        error={wrong('threshold')}
        onChange={(value) =>
          put({ threshold: (share ? ratio(Number(value)) : Number(value)) ?? 0 })
        }
      />
      <NumberInput
        label={t('asks.observations')}
        min={1}
        value={asked.observations ?? 0}
        error={wrong('observations')}
        onChange={(value) => put({ observations: Number(value) || 0 })}
      />
    </div>
  )
}

interface CodeProps {
  label: string
  codes: string[]
  /** What no code at all is called, where that may be chosen. */
  any?: string
  value: string | undefined
  error?: string | undefined
  onChange: (code: string) => void
}

function CodeSelect({ label, codes, any, value = '', error, onChange }: CodeProps) {
  const nameOf = useNameOf()
  const all = value && !codes.includes(value) ? [value, ...codes] : codes
  const data = all.map((code) => ({ value: code, label: nameOf(code) }))
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={any ? [{ value: '', label: any }, ...data] : data}
      value={value}
      error={error}
      onChange={(code) => onChange(code ?? '')}
    />
  )
}
