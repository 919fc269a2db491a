import { type PointerEvent as ReactPointerEvent, useRef } from 'react'

/** A drag in pixels from where it began; `up` grows upwards. */
export interface Drag {
  /** Where the pointer is in the element that was pressed. */
  readonly x: number
  readonly right: number
  readonly up: number
}

interface Handlers {
  readonly onStart?: (x: number) => void
  readonly onMove?: (drag: Drag) => void
  /** At the end; `moved` is false for what was no more than a click. */
  readonly onEnd?: (drag: Drag, moved: boolean) => void
  /** The browser or Escape took the pointer away. */
  readonly onCancel?: () => void
}

const CLICK_PX = 3

/** The pointer events of something that is dragged, by mouse, pen or finger. */
export function useDrag({ onStart, onMove, onEnd, onCancel }: Handlers) {
  const start = useRef<{ x: number; y: number; offset: number }>(undefined)
  const dragOf = (event: ReactPointerEvent): Drag => {
    const { x, y, offset } = start.current ?? { x: 0, y: 0, offset: 0 }
    return { x: event.clientX - offset, right: event.clientX - x, up: y - event.clientY }
  }
  return {
    onPointerDown: (event: ReactPointerEvent) => {
      if (event.button !== 0) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      const offset = event.currentTarget.getBoundingClientRect().left
      start.current = { x: event.clientX, y: event.clientY, offset }
      onStart?.(event.clientX - offset)
    },
    onPointerMove: (event: ReactPointerEvent) => {
      if (start.current) onMove?.(dragOf(event))
    },
    onPointerUp: (event: ReactPointerEvent) => {
      if (!start.current) return
      const drag = dragOf(event)
      start.current = undefined
      onEnd?.(drag, Math.hypot(drag.right, drag.up) >= CLICK_PX)
    },
    onPointerCancel: () => {
      start.current = undefined
      onCancel?.()
    },
  }
}
