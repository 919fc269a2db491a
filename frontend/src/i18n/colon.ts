import { i18n } from '.'
import { languageOf } from './language'

/** What stands between a name and what is said of it, in the language on screen. */
export function colon(): string {
  return languageOf(i18n.language) === 'zh' ? '：' : ': '
}
