import { useCallback } from 'react'
import { useFormat } from '@/format'
import type { Maybe } from '@/parts/inputs/numbers'
import { cycleOf, type RuleValues, USES } from './rule-values'
import { useFurtherStrings } from './strings'

/** Says what a rule asks in plain words, in the language on screen; "" while fields are missing. */
export function useSentence(): (rule: RuleValues) => string {
  const t = useFurtherStrings()
  const format = useFormat()
  return useCallback(
    (rule) => {
      if (!isFinished(rule)) return ''
      const use = USES[rule.kind]
      const measure = (n: Maybe) =>
        use.hours ? t('say.hours', { hours: format.number(n || 0, 2) }) : String(n || 0)
      const days = rule.weekdays.map((day) => format.weekday(day)).join(', ')
      const amount = () => {
        if (rule.max === 0) return t('say.none')
        if (rule.min === '' || rule.min === 0) return t('say.most', { max: measure(rule.max) })
        if (rule.max === '') return t('say.least', { min: measure(rule.min) })
        if (rule.min === rule.max) return t('say.exactly', { min: measure(rule.min) })
        return t('say.between', { min: measure(rule.min), max: measure(rule.max) })
      }
      const span = t(`say.spans.${rule.span}`, {
        days: rule.days || 0,
        anchor: rule.anchor ?? '',
      } as never)
      const values = {
        amount: amount(),
        span,
        days,
        of: rule.class ? t('say.of', { class: rule.class }) : '',
        during: rule.class ? t('say.during', { class: rule.class }) : '',
        on: days ? t('say.on', { days }) : '',
        made: days ? t('say.made', { days }) : '',
        but: rule.next ? t('say.but', { class: rule.next }) : '',
        class: rule.class,
        next: rule.next,
        min: measure(rule.min),
        max: measure(rule.max),
        from: rule.from,
        to: rule.to,
        flex: t('say.hours', { hours: format.number(rule.flex || 0, 2) }),
        anchor: rule.anchor ?? '',
        count: cycleOf(rule.cycle).length,
      }
      const same = rule.kind === 'start_spread' && !rule.max
      const text = t(`say.${same ? 'same_start' : rule.kind}`, values as never)
      return text.charAt(0).toUpperCase() + text.slice(1)
    },
    [t, format],
  )
}

/** Whether a rule has what its kind cannot do without. */
function isFinished(rule: RuleValues): boolean {
  const use = USES[rule.kind]
  const limited = use.min && use.max ? rule.min !== '' || rule.max !== '' : true
  const least = use.min && !use.max ? rule.min !== '' : true
  const most = use.max && !use.min && rule.kind !== 'start_spread' ? rule.max !== '' : true
  const counted = !use.span || (rule.span !== 'rolling' && rule.span !== 'blocks') || !!rule.days
  const anchored = !needsAnchor(rule) || !!rule.anchor
  const named =
    (use.class !== 'required' || !!rule.class) && (use.next !== 'required' || !!rule.next)
  const days = rule.kind !== 'required_days' || rule.weekdays.length > 0
  const cycle = !use.cycle || cycleOf(rule.cycle).length > 0
  return limited && least && most && counted && anchored && named && days && cycle
}

/** Whether a rule counts from a date. */
export function needsAnchor(rule: RuleValues): boolean {
  const use = USES[rule.kind]
  return !!use.cycle || (!!use.span && rule.span === 'blocks')
}
