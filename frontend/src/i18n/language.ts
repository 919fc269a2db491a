/** The languages of the screens. */
export type Language = 'en' | 'zh'

export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'zh', name: '简体中文' },
]

const KEY = 'muster-language'

/** Reads any language tag as one of ours; English where it is neither. */
export function languageOf(tag: string | null | undefined): Language {
  return tag?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

/** The BCP 47 tag that Intl and the page's lang attribute take. */
export function tagOf(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en'
}

/** The language chosen on this device, or else the browser's. */
export function savedLanguage(): Language {
  return languageOf(read() ?? navigator.language)
}

/** Whether a language was ever chosen on this device. */
export function languageWasChosen(): boolean {
  return read() !== null
}

export function saveLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // storage is forbidden here: the choice lasts until the page is closed
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
