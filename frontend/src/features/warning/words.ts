import { useFormat } from '@/format'
import type { WarningPart } from './queries'
import { useWarningStrings } from './strings'

const FACTS = [
  'nights',
  'weekends',
  'short_rests',
  'refused_wishes',
  'overtime',
  'year_end',
] as const
const ASKS = ['nights', 'weekends', 'short_rests', 'refused_wishes', 'overtime'] as const
const SHARES = ['nights', 'weekends']

/** An instant, by the clock of whoever reads. */
export function useMoment() {
  const format = useFormat()
  return (instant: string) =>
    format.dateTime(instant, Intl.DateTimeFormat().resolvedOptions().timeZone)
}

/** What a fact of the model is called. */
export function useFactName() {
  const t = useWarningStrings()
  return (name: string) => {
    const fact = FACTS.find((known) => known === name)
    if (fact) return t(`facts.${fact}`)
    if (name.startsWith('source: ')) return t('source', { name: name.slice('source: '.length) })
    if (name.startsWith('tenure_')) return t('tenureFact', { months: name.slice('tenure_'.length) })
    return name
  }
}

/** What a part adds to somebody's chance, as a sentence. */
export function usePartText() {
  const t = useWarningStrings()
  const format = useFormat()
  const nameOf = useFactName()
  return ({ name, value, mean, points }: WarningPart) => {
    const figure = (v: number) => (SHARES.includes(name) ? format.percent(v) : format.number(v, 1))
    return t('part', {
      name: nameOf(name),
      value: figure(value),
      mean: figure(mean),
      points: format.number(100 * points, 1),
    })
  }
}

/** What one might ask somebody, by what raises the chance most and can be changed. */
export function useSuggestion() {
  const t = useWarningStrings()
  return (parts: readonly WarningPart[]) => {
    const lever = parts.find(({ actionable }) => actionable)?.name
    return t(`asks.${ASKS.find((known) => known === lever) ?? 'other'}`)
  }
}

const NEEDS = [
  ['atLeast', /^at least (\S+)$/],
  ['by', /^by (\S+) or more$/],
  ['above', /^above (\S+)$/],
  ['between', /^from (\S+) to (\S+)$/],
  ['within', /^within (\S+) of 0$/],
  ['none', /^none$/],
  ['both', /^some, and some who stay$/],
] as const

/** What a gate asks for, in the language on screen. */
export function useNeedText() {
  const t = useWarningStrings()
  return (need: string) => {
    for (const [name, form] of NEEDS) {
      const found = form.exec(need)
      if (found) return t(`needs.${name}`, { low: found[1] ?? '', high: found[2] ?? '' })
    }
    return need
  }
}
