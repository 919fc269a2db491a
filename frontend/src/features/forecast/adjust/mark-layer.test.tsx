import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '@/i18n'
import type { Timeline } from '../timeline'
import { MarkLayer } from './mark-layer'

const timeline: Timeline = {
  step: 'day',
  measure: 'contacts',
  places: Array.from({ length: 11 }, (_, i) => {
    const day = `2026-11-${String(10 + i)}`
    return { day, last: day, span: [i, i + 1] as const }
  }),
  forecast: new Array(11).fill(20),
  bands: [],
  lines: [],
}
// a place every 100 pixels; 200 pixels are 50 contacts
const frame = { left: 0, top: 0, width: 1000, height: 200, first: 0, last: 10, min: 0, max: 50 }
const acts = { onMark: vi.fn(), onFactor: vi.fn(), onResize: vi.fn(), onClear: vi.fn() }

function show(more: { mark?: { first: number; last: number }; marking?: boolean }) {
  return render(
    <MarkLayer
      frame={frame}
      timeline={timeline}
      marking
      mark={undefined}
      factor={1}
      {...acts}
      {...more}
    />,
  )
}

// jsdom knows no pointer capture
beforeEach(() => {
  setLanguage('en')
  HTMLElement.prototype.setPointerCapture = () => {}
  for (const act of Object.values(acts)) act.mockReset()
})

const at = (clientX: number, clientY = 100) => ({ clientX, clientY, button: 0, pointerId: 1 })

describe('marking', () => {
  it('takes the places from where a drag begins to where it ends', () => {
    const { container } = show({})
    const plot = container.querySelector('[class*=catcher]') as HTMLElement
    fireEvent.pointerDown(plot, at(210))
    fireEvent.pointerMove(plot, at(400))
    fireEvent.pointerUp(plot, at(520))
    expect(acts.onMark).toHaveBeenLastCalledWith(2, 5)
  })

  it('goes by two clicks', () => {
    const { container } = show({})
    const plot = container.querySelector('[class*=catcher]') as HTMLElement
    for (const x of [300, 700]) {
      fireEvent.pointerDown(plot, at(x))
      fireEvent.pointerUp(plot, at(x))
    }
    expect(acts.onMark.mock.calls.at(-1)).toEqual([3, 7])
  })
})

describe('lifting what is marked', () => {
  const mark = { first: 2, last: 4 }

  it('brings the peak under the pointer, and tells only at the end', () => {
    show({ mark })
    const grip = screen.getByRole('slider', { name: /Change of the marked stretch/ })
    fireEvent.pointerDown(grip, at(300, 100))
    fireEvent.pointerMove(grip, at(300, 84))
    expect(grip).toHaveTextContent('+20%')
    expect(acts.onFactor).not.toHaveBeenCalled()
    fireEvent.pointerUp(grip, at(300, 80))
    expect(acts.onFactor).toHaveBeenCalledExactlyOnceWith(1.25)
  })

  it('goes by keys, one or ten per cent at a time', async () => {
    show({ mark })
    const user = userEvent.setup()
    screen.getByRole('slider', { name: /Change of the marked stretch/ }).focus()
    await user.keyboard('{ArrowUp}{PageDown}')
    expect(acts.onFactor.mock.calls).toEqual([[1.01], [0.9]])
    await user.keyboard('{Escape}')
    expect(acts.onClear).toHaveBeenCalled()
  })

  it('has ends that keys and drags move', async () => {
    show({ mark })
    const user = userEvent.setup()
    const end = screen.getByRole('slider', { name: 'End of the marked stretch' })
    expect(end).toHaveAttribute('aria-valuetext', 'Sat, Nov 14')
    end.focus()
    await user.keyboard('{ArrowRight}')
    expect(acts.onResize).toHaveBeenLastCalledWith('to', 1)
    fireEvent.pointerDown(end, at(450))
    fireEvent.pointerUp(end, at(260))
    expect(acts.onResize).toHaveBeenLastCalledWith('to', -2)
  })
})
