import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type Frame, placeAt } from '@/parts/plot/frame'
import type { Span } from '@/parts/plot/picture'
import { panned, pinched, zoomed } from './span'
import type { SpanControl } from './use-span'

const PER_PIXEL = 1.0016

interface Held {
  readonly span: Span
  /** Where each pointer was put down, by its id. */
  readonly from: ReadonlyMap<number, number>
}

/**
 * Moves what is in sight by a drag, by two fingers, or by Ctrl and the wheel, and
 * says which place is pointed at.
 */
export function useGestures(
  box: RefObject<HTMLElement | null>,
  frame: Frame | undefined,
  count: number,
  control: SpanControl,
) {
  const [at, setAt] = useState<number>()
  const pointers = useRef(new Map<number, number>())
  const held = useRef<Held>(undefined)
  const moved = useRef(false)
  const latest = useRef({ frame, count, control })
  useEffect(() => {
    latest.current = { frame, count, control }
  })
  const xIn = (event: { clientX: number }) =>
    event.clientX - (box.current?.getBoundingClientRect().left ?? 0)
  useWheel(box, (event) => {
    const { frame, count, control } = latest.current
    if (!frame) return
    const place = placeAt(frame, xIn(event))
    control.step(zoomed(control.span, place, PER_PIXEL ** event.deltaY, count))
  })
  const hold = () => {
    held.current =
      pointers.current.size > 0
        ? { span: control.span, from: new Map(pointers.current) }
        : undefined
  }
  const drag = () => {
    if (!held.current || !frame) return
    moved.current = true
    const { span, from } = held.current
    const ids = [...from.keys()].slice(0, 2)
    const share = (xs: ReadonlyMap<number, number>) =>
      ids.map((id) => ((xs.get(id) ?? 0) - frame.left) / frame.width)
    const [a = 0, b] = share(from)
    const [toA = 0, toB = 0] = share(pointers.current)
    control.follow(
      b === undefined
        ? panned(span, (a - toA) * (span[1] - span[0]), count)
        : pinched(span, [a, b], [toA, toB], count),
    )
  }
  const letGo = (event: PointerEvent) => {
    if (!pointers.current.delete(event.pointerId)) return
    hold()
    if (held.current || !moved.current) return
    moved.current = false
    control.settle(control.span)
  }
  return {
    at,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        pointers.current.set(event.pointerId, xIn(event))
        hold()
        if (frame) setAt(placeAt(frame, xIn(event)))
      },
      onPointerMove: (event: PointerEvent) => {
        if (pointers.current.has(event.pointerId)) {
          pointers.current.set(event.pointerId, xIn(event))
          setAt(undefined)
          drag()
        } else if (frame) setAt(placeAt(frame, xIn(event)))
      },
      onPointerUp: letGo,
      onPointerCancel: letGo,
      onPointerLeave: () => setAt(undefined),
    },
  }
}

/** Ctrl and the wheel, or two fingers on a pad; without Ctrl the page scrolls. */
function useWheel(box: RefObject<HTMLElement | null>, onZoom: (event: WheelEvent) => void) {
  const latest = useRef(onZoom)
  useEffect(() => {
    latest.current = onZoom
  })
  useEffect(() => {
    const element = box.current
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      latest.current(event)
    }
    // React's own listener may not keep the browser from zooming the page
    element?.addEventListener('wheel', wheel, { passive: false })
    return () => element?.removeEventListener('wheel', wheel)
  }, [box])
}
