import { lazy, Suspense, useRef } from 'react'
import { createStore, useStore } from '@/app/store'

/** What is asked before something that cannot be undone, and what a yes does. */
export interface Question {
  title: string
  text: string
  yes: string
  no: string
  act: () => void
}

const Dialog = lazy(() =>
  import('./confirm-dialog').then((module) => ({ default: module.ConfirmDialog })),
)

const asked = createStore<Question | null>(null)

/** Asks a question over whatever is on screen. */
export function confirm(question: Question): void {
  asked.set(question)
}

/** Where questions appear. The dialog is loaded with the first; it keeps its words while it closes. */
export function ConfirmHost() {
  const question = useStore(asked)
  const last = useRef(question)
  last.current = question ?? last.current
  if (!last.current) return null
  return (
    <Suspense>
      <Dialog question={last.current} opened={question !== null} onClose={() => asked.set(null)} />
    </Suspense>
  )
}
