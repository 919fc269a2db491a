import { useMemo, useSyncExternalStore } from 'react'

const ATTRIBUTE = 'data-mantine-color-scheme'

/** The scheme whose tokens are on screen, and again when it changes. */
export function useScheme(): string {
  return useSyncExternalStore(watch, () => document.documentElement.getAttribute(ATTRIBUTE) ?? '')
}

function watch(tell: () => void): () => void {
  const observer = new MutationObserver(tell)
  observer.observe(document.documentElement, { attributeFilter: [ATTRIBUTE] })
  return () => observer.disconnect()
}

/** Reads colours for a canvas, which knows no tokens: var(--line) is its value in the scheme on screen. */
export function useColour(): (colour: string) => string {
  const scheme = useScheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens change with the scheme
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement)
    return (colour) => {
      const [, token] = /^var\((--[\w-]+)\)$/.exec(colour) ?? []
      return token ? style.getPropertyValue(token).trim() : colour
    }
  }, [scheme])
}

/** The typeface of the page. */
export function pageFont(): string {
  return getComputedStyle(document.body).fontFamily || 'sans-serif'
}
