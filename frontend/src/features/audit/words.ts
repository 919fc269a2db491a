import type { components } from '@/api/schema'
import { colon } from '@/i18n/colon'
import { useAuditStrings } from './strings'
import { en } from './strings.en'

export type AuditEntry = components['schemas']['AuditEntry']

function has<T extends object>(words: T, key: string): key is string & keyof T {
  return Object.hasOwn(words, key)
}

/** Says what was done, and what was noted about it, in plain words; what has none stays as the log has it. */
export function useAuditWords() {
  const t = useAuditStrings()
  const value = (noted: unknown): string => {
    if (typeof noted === 'boolean') return t(noted ? 'yes' : 'no')
    if (Array.isArray(noted)) return noted.map(value).join(', ')
    return noted !== null && typeof noted === 'object' ? details(noted) : String(noted)
  }
  const details = (noted: unknown): string => {
    if (noted === null || noted === undefined) return ''
    if (typeof noted !== 'object' || Array.isArray(noted)) return value(noted)
    return Object.entries(noted)
      .map(
        ([key, one]) =>
          `${has(en.details, key) ? t(`details.${key}`) : key}${colon()}${value(one)}`,
      )
      .join(' · ')
  }
  const action = (code: string): string => {
    const at = code.indexOf('.')
    const [kind, verb] = at < 0 ? [code, ''] : [code.slice(0, at), code.slice(at + 1)]
    const thing = has(en.kinds, kind) ? t(`kinds.${kind}`) : kind
    if (!verb) return thing
    return `${thing}${colon()}${has(en.verbs, verb) ? t(`verbs.${verb}`) : verb}`
  }
  const subject = (code: string): string => {
    const [kind = '', id = ''] = code.split(/[/:]/) // both are written
    return has(en.kinds, kind) && id ? `${t(`kinds.${kind}`)} ${id}` : code
  }
  return { action, details, subject }
}
