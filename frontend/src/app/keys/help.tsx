import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useRef } from 'react'
import { createStore, useStore } from '../store'

const Dialog = lazy(() =>
  import('./help-dialog').then((module) => ({ default: module.HelpDialog })),
)

const opened = createStore(false)

/** Opens the help dialog from anywhere. */
export function openHelp(): void {
  opened.set(true)
}

/** `?` opens the help, but not while one types. The dialog is loaded when it is first asked for. */
export function HelpHost() {
  const open = useStore(opened)
  const wasOpened = useRef(false)
  wasOpened.current ||= open
  useHotkeys([
    ['shift+?', openHelp],
    ['?', openHelp],
  ])
  if (!wasOpened.current) return null
  return (
    <Suspense>
      <Dialog opened={open} onClose={() => opened.set(false)} />
    </Suspense>
  )
}
