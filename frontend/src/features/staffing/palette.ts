import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { type Palette, rgbOf } from './paint'

/** The colours of the map in the scheme on screen: pale to blue, orange for what falls short. */
export function usePalette(): Palette {
  const scheme = useComputedColorScheme('light')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens change with the scheme
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement)
    const token = (name: string) => style.getPropertyValue(name).trim()
    return {
      low: rgbOf(token('--even')),
      high: rgbOf(token('--spare-3')),
      short: rgbOf(token('--short-3')),
      text: token('--text'),
      muted: token('--muted'),
      line: token('--line'),
      focus: token('--text'),
      ground: token('--bg'),
      font: getComputedStyle(document.body).fontFamily,
    }
  }, [scheme])
}
