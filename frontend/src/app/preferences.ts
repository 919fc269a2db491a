import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useMe, useSavePreferences } from '@/api/session'
import { type Language, setLanguage, useLanguage } from '@/i18n'
import { languageOf, languageWasChosen } from '@/i18n/language'

/** Where the colour scheme is kept on this device; public/scheme.js reads it before the first paint. */
export const THEME_KEY = 'muster-theme'

/** Changes the language now, on this device and for the account. */
export function useChooseLanguage(): (language: Language) => void {
  const { colorScheme } = useMantineColorScheme()
  const { mutate } = useSavePreferences()
  return (language) => {
    setLanguage(language)
    mutate({ locale: language, theme: colorScheme })
  }
}

/** Changes the colour scheme now, on this device and for the account. */
export function useChooseTheme(): (scheme: MantineColorScheme) => void {
  const { setColorScheme } = useMantineColorScheme()
  const language = useLanguage()
  const { mutate } = useSavePreferences()
  return (scheme) => {
    setColorScheme(scheme)
    mutate({ locale: language, theme: scheme })
  }
}

/** On a device where nothing was chosen yet, takes over what the account has. Once. */
export function useFollowPreferences(): void {
  const me = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const done = useRef(false)
  useEffect(() => {
    if (done.current) return
    done.current = true
    if (me.locale && !languageWasChosen()) setLanguage(languageOf(me.locale))
    if (isScheme(me.theme) && !themeWasChosen()) setColorScheme(me.theme)
  }, [me, setColorScheme])
}

function isScheme(theme: string): theme is MantineColorScheme {
  return theme === 'light' || theme === 'dark' || theme === 'auto'
}

function themeWasChosen(): boolean {
  try {
    return localStorage.getItem(THEME_KEY) !== null
  } catch {
    return false
  }
}
