import { lazy, Suspense, useEffect, useState } from 'react'

const Toasts = lazy(() => import('./toasts').then((module) => ({ default: module.Toasts })))

/**
 * Where short news appears. Its code comes once the first screen stands, before
 * anything has happened: news of a dead network could not fetch it. What is told
 * until then is kept and shown.
 */
export function ToastHost() {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!wanted) return null
  return (
    <Suspense>
      <Toasts />
    </Suspense>
  )
}

const SETTLED_MS = 300
