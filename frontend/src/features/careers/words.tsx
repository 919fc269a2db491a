import { useFormat } from '@/format'
import { useLanguage } from '@/i18n'
import type { Standing } from '@/parts/status'
import type { Finding } from './queries'
import { useCareerStrings } from './strings'

export const VERDICTS: Record<Finding['verdict'], Standing> = {
  passes: 'ok',
  fails: 'warn',
  unknown: 'info',
}

/** What a metric, award, certificate or course is called; its code where nobody named it. */
export function useNameOf(): (code: string | undefined) => string {
  const word = useWordOr('names')
  return (code) => word(code || 'any', code ?? '')
}

/** Where a piece of evidence comes from. */
export function useSourceName(): (source: string) => string {
  const word = useWordOr('sources')
  return (source) => word(source, source)
}

/** The word of a group for a code, or something else where there is none. */
function useWordOr(group: 'names' | 'sources') {
  const t = useCareerStrings() as unknown as (key: string) => string
  return (code: string, otherwise: string) => {
    const key = `${group}.${code}`
    const word = t(key)
    return word === key ? otherwise : word
  }
}

/** A name in the language on screen. */
export function useNamed(): (name: { en: string; zh: string }) => string {
  const language = useLanguage()
  return ({ en, zh }) => (language === 'zh' ? zh || en : en || zh)
}

const isShare = (f: Finding) => f.kind === 'metric' && f.unit === 'metric' && f.needed <= 1

/** A requirement in words: what it is, how much of it there is, why not, when at the earliest. */
export function useFindingWords() {
  const t = useCareerStrings()
  const format = useFormat()
  const nameOf = useNameOf()
  return (f: Finding) => {
    const show = (value: number) =>
      isShare(f) ? format.percent(value, 1) : format.number(value, 1)
    const figures = { value: show(f.value), needed: show(f.needed) }
    return {
      title: t(`kinds.${f.kind}`, { name: nameOf(f.name), needed: f.needed }),
      figure:
        f.known && f.parts.length === 0 && f.kind !== 'nothing' && f.kind !== 'certificate'
          ? t(`units.${f.unit as 'days'}`, figures)
          : '',
      why: f.why ? t(`whys.${f.why as 'too few observations'}`) : '',
      earliest:
        f.earliest && f.verdict !== 'passes' ? t('earliest', { day: format.day(f.earliest) }) : '',
    }
  }
}

/** The requirements of a finding that are not met, the groups taken apart. */
export function lacking(f: Finding): Finding[] {
  if (f.verdict === 'passes') return []
  return f.parts.length > 0 && f.kind === 'all' ? f.parts.flatMap(lacking) : [f]
}
