import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

// where nothing is laid out, as in tests and before the first paint
const UNKNOWN = 640

/** The width of an element in pixels, now and whenever it changes. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(UNKNOWN)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setWidth(element.clientWidth || UNKNOWN)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return [box, width]
}
