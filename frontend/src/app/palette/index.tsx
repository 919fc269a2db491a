import { useHotkeys } from '@mantine/hooks'
import { useSpotlight } from '@mantine/spotlight'
import { lazy, Suspense, useRef } from 'react'
import { palette, paletteStore } from './store'

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })))

/** Opens the command palette from anywhere. */
export const openPalette = palette.open

/** Ctrl+K, also from within a field. The palette itself is loaded when it is first asked for. */
export function PaletteHost() {
  const { opened } = useSpotlight(paletteStore)
  const wasOpened = useRef(false)
  wasOpened.current ||= opened
  useHotkeys([['mod+K', openPalette]], [])
  if (!wasOpened.current) return null
  return (
    <Suspense>
      <Palette />
    </Suspense>
  )
}
