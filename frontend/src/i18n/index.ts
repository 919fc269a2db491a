import { createInstance } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { type Language, languageOf, savedLanguage, saveLanguage, tagOf } from './language'
import type { Strings, Translate, Translation } from './types'

export type { Language } from './language'
export type { Translate } from './types'

export const i18n = createInstance()

void i18n.use(initReactI18next).init({
  lng: savedLanguage(),
  fallbackLng: 'en',
  supportedLngs: ['en', 'zh'],
  resources: {},
  partialBundledLanguages: true,
  ns: [],
  interpolation: { escapeValue: false }, // React escapes
  initAsync: false,
})

/**
 * Makes the strings of one feature known and returns the hook that reads them.
 * They travel in the feature's own chunk, so a screen costs only its own words.
 *
 *     export const useImportStrings = defineStrings('import', en, zh)
 *     const t = useImportStrings()
 *     t('rows', { count: 3 })
 *
 * A key that Chinese lacks, an unknown key, and a placeholder left unfilled are
 * errors of the type check.
 */
export function defineStrings<const T extends Strings>(
  namespace: string,
  en: T,
  zh: Translation<T>,
): () => Translate<T> {
  i18n.addResourceBundle('en', namespace, en, true, true)
  i18n.addResourceBundle('zh', namespace, zh, true, true)
  return function useStrings() {
    const { t } = useTranslation(namespace, { i18n })
    return t as unknown as Translate<T>
  }
}

/** The language on screen. The component renders again when it changes. */
export function useLanguage(): Language {
  return languageOf(useTranslation(undefined, { i18n }).i18n.language)
}

/** Changes the language of everything on screen at once, and remembers it on this device. */
export function setLanguage(language: Language): void {
  saveLanguage(language)
  document.documentElement.lang = tagOf(language)
  void i18n.changeLanguage(language)
}
