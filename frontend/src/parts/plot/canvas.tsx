import { useEffect, useLayoutEffect, useRef } from 'react'
import { Drawing } from './drawing'
import type { Frame, Size } from './frame'
import type { Picture } from './picture'

interface Props {
  picture: Picture
  /** First and last place in sight. */
  first: number
  last: number
  size: Size
  /** The place that is read. */
  at: number | undefined
  onFrame?: (frame: Frame) => void
}

/** The drawing itself, as large as it is told; loaded when there is something to draw. */
export function Canvas({ picture, first, last, size, at, onFrame }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing>(undefined)
  const tell = useRef(onFrame)
  useLayoutEffect(() => {
    tell.current = onFrame
  })
  useLayoutEffect(() => {
    if (!element.current) return
    drawing.current = new Drawing(element.current, (frame) => tell.current?.(frame))
    return () => drawing.current?.destroy()
  }, [])
  useLayoutEffect(() => {
    drawing.current?.show({ picture, span: [first, last] }, size)
  }, [picture, first, last, size])
  useEffect(() => drawing.current?.read(at), [at])
  return <div ref={element} />
}
