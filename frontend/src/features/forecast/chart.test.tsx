import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import '@/parts/plot/canvas'
import { lendCanvas } from '@/testing/canvas'
import { Chart } from './chart'
import { halfHours, partsOf } from './testing/chart'
import type { Timeline } from './timeline'

const timeline: Timeline = {
  step: 'interval',
  measure: 'contacts',
  places: halfHours(144),
  forecast: Array.from({ length: 144 }, (_, i) => i),
  bands: [],
  lines: [],
}

beforeEach(() => {
  vi.useFakeTimers()
  // 700 px wide: with the numbers "150" the plot itself begins at 28 and is 660 wide
  lendCanvas({ width: 700, height: 300 })
  HTMLElement.prototype.setPointerCapture = () => {}
})

afterEach(() => {
  vi.useRealTimers()
})

/** Draws a range of places, with what it loads for that. */
async function draw(range: [number, number]) {
  const onRange = vi.fn()
  const onFrame = vi.fn()
  const chart = (seen: [number, number]) => (
    <Chart
      parts={partsOf(timeline, { range: seen })}
      label="Contacts by interval"
      height={300}
      {...{ onRange, onFrame }}
    />
  )
  const { rerender } = render(chart(range))
  await act(async () => {
    await import('@/parts/plot/canvas')
  })
  const box = screen.getByRole('img', { name: 'Contacts by interval' }).parentElement
  return {
    onRange,
    onFrame,
    box: box as HTMLElement,
    show: (r: typeof range) => rerender(chart(r)),
  }
}

const at = (clientX: number, pointerId = 1) => ({ clientX, clientY: 100, pointerId, button: 0 })

describe('the chart', () => {
  it('tells where the plot lies, for what is laid on it', async () => {
    const { onFrame } = await draw([48, 95])
    expect(onFrame).toHaveBeenCalledWith(
      expect.objectContaining({ left: 28, width: 660, first: 48, last: 95, min: 0 }),
    )
  })

  it('tells it anew when another range comes from outside, and while it is moved', async () => {
    const { onFrame, box, show } = await draw([48, 95])
    show([0, 47])
    expect(onFrame).toHaveBeenLastCalledWith(expect.objectContaining({ first: 0, last: 47 }))
    fireEvent.pointerDown(box, at(400))
    fireEvent.pointerMove(box, at(260))
    // 140 of 666 px are 10 of the 47 places
    const { first, last } = onFrame.mock.lastCall?.[0] ?? {}
    expect([Math.round(first), Math.round(last)]).toEqual([10, 57])
  })

  it('moves with the pointer, and says where it ended', async () => {
    const { onRange, box } = await draw([48, 95])
    fireEvent.pointerDown(box, at(400))
    fireEvent.pointerMove(box, at(540))
    expect(onRange).not.toHaveBeenCalled()
    fireEvent.pointerUp(box, at(540))
    // 140 of 660 px are 10 of the 47 places
    expect(onRange).toHaveBeenCalledWith(38, 85)
  })

  it('does not take a click for a move', async () => {
    const { onRange, box } = await draw([48, 95])
    fireEvent.pointerDown(box, at(400))
    fireEvent.pointerUp(box, at(400))
    vi.runAllTimers()
    expect(onRange).not.toHaveBeenCalled()
  })

  it('zooms about the pointer by Ctrl and the wheel, and leaves the plain wheel to the page', async () => {
    const { onRange, box } = await draw([48, 95])
    fireEvent.wheel(box, { deltaY: -400, clientX: 358 })
    vi.runAllTimers()
    expect(onRange).not.toHaveBeenCalled()
    fireEvent.wheel(box, { deltaY: -400, clientX: 358, ctrlKey: true })
    vi.runAllTimers()
    const [first, last] = onRange.mock.calls[0] ?? []
    expect(last - first).toBeLessThan(30)
    expect((first + last) / 2).toBeCloseTo(71.5, -1)
  })

  it('is drawn together by two fingers', async () => {
    const { onRange, box } = await draw([48, 95])
    fireEvent.pointerDown(box, at(200, 1))
    fireEvent.pointerDown(box, at(500, 2))
    fireEvent.pointerMove(box, at(300, 1))
    fireEvent.pointerMove(box, at(400, 2))
    fireEvent.pointerUp(box, at(300, 1))
    fireEvent.pointerUp(box, at(400, 2))
    const [first, last] = onRange.mock.calls[0] ?? []
    expect(last - first).toBeGreaterThan(100)
  })

  it('reads the place that is pointed at', async () => {
    const { box } = await draw([48, 95])
    fireEvent.pointerMove(box, at(28))
    expect(screen.getByText('place 48')).toBeVisible()
    fireEvent.pointerMove(box, at(688))
    expect(screen.getByText('place 95')).toBeVisible()
    fireEvent.pointerLeave(box)
    expect(screen.queryByText(/^place/)).not.toBeInTheDocument()
  })
})
