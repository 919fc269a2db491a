import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'

/** The colours that a chart draws in; those of the tokens, as a canvas needs them. */
export interface Colours {
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly raised: string
  readonly forecast: string
  readonly actual: string
  /** Of weeks gone by, one after the other. */
  readonly past: readonly string[]
  readonly other: string
  /** What would come of a change. */
  readonly ghost: string
  /** The rest of today, as it went so far. */
  readonly updated: string
  readonly flag: string
  /** The typeface of the page. */
  readonly font: string
}

/** Reads the tokens of the scheme on screen, and again when it changes. */
export function useColours(): Colours {
  const scheme = useComputedColorScheme('light')
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement)
    const token = (name: string) => style.getPropertyValue(name).trim()
    const dark = scheme === 'dark'
    return {
      text: token('--text'),
      muted: token('--muted'),
      line: token('--line'),
      raised: token('--raised'),
      forecast: token('--primary-text'),
      actual: dark ? '#f2bd4e' : '#b36b00',
      past: [token('--muted'), token('--info'), token('--ok'), token('--other'), token('--warn')],
      other: token('--other-text'),
      ghost: token('--bad-text'),
      updated: token('--ok-text'),
      flag: token('--warn'),
      font: getComputedStyle(document.body).fontFamily,
    }
  }, [scheme])
}
