import { ProblemError } from '@/api/problem'
import { useRefusalStrings } from './strings'

interface Rule {
  /** The kind, as the server calls it. */
  readonly code: string
  /** Whom or what it is about, as the server says it. */
  readonly who: string
}

/** The rules that stand against what was asked for, where the server names them. */
export function rulesOf(error: unknown): Rule[] {
  if (!(error instanceof ProblemError) || !Array.isArray(error.body.errors)) return []
  return error.body.errors.flatMap((line: unknown) => {
    const { code, location } = line as { code?: unknown; location?: unknown }
    return typeof code === 'string' && code ? [{ code, who: String(location ?? '') }] : []
  })
}

/** Says a rule in the language on screen; undefined where there are no words for it. */
export function useRuleWords(): (rule: Rule) => string | undefined {
  const t = useRefusalStrings()
  const word = (key: string): string | undefined => {
    const found = (t as unknown as (key: string) => string)(key)
    return found === key ? undefined : found
  }
  const whom = (who: string): string => {
    const id = /^person (\d+)$/.exec(who)?.[1]
    if (id) return t('person', { id })
    return who === 'you' ? t('you') : (word(`states.${who}`) ?? who)
  }
  return ({ code, who }) => {
    const text = word(`kinds.${code}`)
    return text && who ? t('about', { who: whom(who), text }) : text
  }
}
