import { useBlocker } from '@tanstack/react-router'
import { useRef } from 'react'
import { useShellStrings } from '@/app/strings'

/**
 * Asks before somebody leaves a page with changes that are not saved, also when the browser
 * closes it or loads it again. The function that is returned leaves without asking: for what
 * follows a save, before the page knows of it.
 */
export function useUnsaved(changed: boolean): (leave: () => void) => void {
  const t = useShellStrings()
  const free = useRef(false)
  useBlocker({
    disabled: !changed,
    enableBeforeUnload: () => changed && !free.current,
    shouldBlockFn: ({ current, next }) =>
      !free.current && current.pathname !== next.pathname && !window.confirm(t('leaveUnsaved')),
  })
  return (leave) => {
    free.current = true
    leave()
  }
}
