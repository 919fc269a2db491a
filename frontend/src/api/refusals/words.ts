import { formatters } from '@/format'
import { i18n } from '@/i18n'
import { languageOf } from '@/i18n/language'
import type { en as fields } from './fields.en'
import { en } from './strings.en'
import { zh } from './strings.zh'

/** What would be accepted, as the server names it. */
export interface Want {
  readonly code: string
  readonly figures: readonly string[]
}

i18n.addResourceBundle('en', 'refusals', en, true, true)
i18n.addResourceBundle('zh', 'refusals', zh, true, true)

/**
 * Fetches what is said of single fields: nobody needs these words before something is
 * refused, and they are many.
 */
export async function fetchFieldWords(): Promise<void> {
  await import('./fields')
}

const known = (key: string) => /^[\w.]+$/.test(key) && i18n.exists(key, { ns: 'refusals' })

/** Says what would be accepted in the language on screen, and what stands there where that is a plain value. */
export function wantWords({ code, figures }: Want, found: string | undefined): string | undefined {
  if (!known(`wants.${code}`)) return undefined
  const [a = '', b = ''] = figures
  const want = i18n.t(`wants.${code}`, { ns: 'refusals', a, b })
  const plain = found !== undefined && /^(-?[\d.,:]+|\d{4}-\d\d-\d\d)$/.test(found)
  return plain ? i18n.t('found', { ns: 'refusals', want, found }) : want
}

// how the description's own checks word what they want, and the sentence of ours for it
const forms: readonly (readonly [RegExp, keyof typeof fields.forms])[] = [
  [/^expected length >= (\d+)/, 'longer'],
  [/^expected length <= (\d+)/, 'shorter'],
  [/^expected array length >= (\d+)/, 'more'],
  [/^expected array length <= (\d+)/, 'fewer'],
  [/^expected number >= (\S+)/, 'atLeast'],
  [/^expected number > (\S+)/, 'above'],
  [/^expected number <= (\S+)/, 'atMost'],
  [/^expected number < (\S+)/, 'below'],
  [/^expected (?:number|integer)/, 'number'],
  [/^expected required property (\S+)/, 'required'],
  [/^expected string to be RFC 5322 email/, 'email'],
  [/^expected string to be RFC 3339 date/, 'date'],
  [/^expected array items to be unique/, 'once'],
]

/** Says what a check of a field's form wants, in the language on screen. */
export function formWords(message: string): string | undefined {
  for (const [form, key] of forms) {
    const found = form.exec(message)
    if (found && known(`forms.${key}`))
      return i18n.t(`forms.${key}`, { ns: 'refusals', a: found[1] ?? '' })
  }
  return undefined
}

/** Names a kind of refusal in the language on screen. */
export function refusalWords(code: string): string | undefined {
  return Object.hasOwn(en.codes, code) ? i18n.t(`codes.${code}`, { ns: 'refusals' }) : undefined
}

/**
 * Names the field at a place such as body.shifts[2].breaks[0] in the language on screen,
 * by the innermost part that has a name people know. The path in the request follows where
 * it tells one of several apart, and stands alone where nothing in it has a name. A place
 * in a file is its line, and the column as the file heads it.
 */
export function placeWords(location: string): string {
  const [, line, column] = /^file:(\d+):(.*)$/.exec(location) ?? []
  if (line) return i18n.t('inFile', { ns: 'refusals', line, column })
  const path = location.replace(/^(body|query|path)\b\.?/, '')
  const parts = path.replace(/\[\d+\]/g, '').split(/[./]/)
  const named = parts.reverse().find((part) => known(`places.${part}`))
  if (named === undefined) return path
  const place = i18n.t(`places.${named}`, { ns: 'refusals' })
  return path.includes('[') ? i18n.t('oneOf', { ns: 'refusals', place, path }) : place
}

/** Whether the server's own words, which are English, are those of the language on screen. */
export function serverIsUnderstood(): boolean {
  return !i18n.language.startsWith('zh')
}

/** Why something cannot be done, as the server names it. */
export interface Refusal {
  readonly code: string
  readonly figures: readonly string[]
  /** The same in English, for a code that has no words of ours. */
  readonly text: string
}

/** Says why something cannot be done: in our words where the code has any. Times are by the clock of a zone, else of this device. */
export function refusalText({ code, figures, text }: Refusal, zone?: string): string {
  return ruleWords(code, figures, zone) ?? text
}

/** Says which rule stands against something, in the language on screen; nothing where no screen has loaded words for it. */
export function ruleWords(
  code: string,
  figures: readonly string[],
  zone = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string | undefined {
  const key = `rules.${code}`
  if (!code || !i18n.exists(key, { ns: 'refusals' })) return undefined
  const [a = '', b = '', c = '', d = ''] = figures.map((figure) => figureWords(figure, zone))
  return i18n.t(key, { ns: 'refusals', a, b, c, d })
}

// a figure is a state with a word of its own, a time, a day, an amount, or stands as it is
function figureWords(figure: string, zone: string): string {
  const format = formatters(languageOf(i18n.language))
  if (/^\d{4}-\d\d-\d\dT/.test(figure)) return format.dateTime(figure, zone)
  if (/^\d{4}-\d\d-\d\d$/.test(figure)) return format.day(figure, 'full')
  const [, major, currency] = /^(-?[\d.]+) ([A-Z]{3})$/.exec(figure) ?? []
  if (major && currency) return format.money({ minor: Number(major.replace('.', '')), currency })
  const key = `values.${figure}`
  return /^\w+$/.test(figure) && i18n.exists(key, { ns: 'refusals' })
    ? i18n.t(key, { ns: 'refusals' })
    : figure
}
