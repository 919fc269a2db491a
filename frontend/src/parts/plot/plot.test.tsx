import { act, fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lendCanvas } from '@/testing/canvas'
import './canvas'
import { Plot } from './plot'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']
const plotted = (onPlace?: (place: number) => void) => (
  <Plot
    label="Error by day"
    places={days}
    axisText={(place) => days[place] ?? ''}
    lines={[
      { name: 'Model', values: [1, 2, null, 4, 5], colour: 'var(--model)' },
      { name: 'Naive', values: [2, 3, 4, 5, 6], colour: 'blue', style: 'dashed' },
    ]}
    bands={[{ name: '80%', lo: [0, 1, 2, 3, 4], hi: [2, 3, 4, 5, 6], colour: 'red' }]}
    shades={[{ name: 'Planned', from: 3, to: 4 }]}
    numberText={(value) => `${value} %`}
    onPlace={onPlace}
  />
)

/** Draws it, with what it loads for that. */
async function plot(onPlace?: (place: number) => void) {
  const view = render(plotted(onPlace))
  await act(async () => {
    await import('./canvas')
  })
  const box = screen.getByRole('img', { name: 'Error by day' }).parentElement as HTMLElement
  return { ...view, box }
}

let canvas: ReturnType<typeof lendCanvas>
beforeEach(() => {
  canvas = lendCanvas({ width: 640, height: 240 })
  document.documentElement.style.setProperty('--model', '#123456')
  document.documentElement.style.setProperty('--muted', '#59636e')
})

const strokes = () => canvas.acts().flatMap(({ act, colour }) => (act === 'stroke' ? [colour] : []))

describe('a plot', () => {
  it('is a picture with a name and a legend', async () => {
    await plot()
    const texts = canvas.acts().flatMap(({ text }) => text ?? [])
    expect(texts).toEqual(['0 %', '2 %', '4 %', '6 %', ...days])
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Model',
      'Naive',
      '80%',
      'Planned',
    ])
  })

  it('is drawn in the colours of the scheme, and anew when that changes', async () => {
    await plot()
    expect(strokes()).toEqual(expect.arrayContaining(['#123456', 'blue']))
    document.documentElement.style.setProperty('--model', '#abcdef')
    await act(async () => {
      document.documentElement.setAttribute('data-mantine-color-scheme', 'dark')
    })
    expect(strokes()).toContain('#abcdef')
    expect(strokes()).not.toContain('#123456')
    expect(canvas.made()).toBe(1)
  })

  it('is read by the arrow keys, place by place', () => {
    render(plotted())
    const keys = screen.getByRole('slider', { name: 'Read the figures: Error by day' })
    fireEvent.focus(keys)
    expect(keys).toHaveAttribute('aria-valuetext', 'Mon, Model 1 %, Naive 2 %, 80% 0 % – 2 %')
    fireEvent.change(keys, { target: { value: '2' } })
    expect(keys).toHaveAttribute('aria-valuetext', 'Wed, Naive 4 %, 80% 2 % – 4 %')
  })

  it('is read by pointing at it, and leads on by a click', async () => {
    const onPlace = vi.fn()
    const { box } = await plot(onPlace)
    fireEvent.pointerMove(box, { clientX: 10_000 })
    expect(screen.getByText('Fri')).toBeVisible()
    fireEvent.click(box)
    expect(onPlace).toHaveBeenCalledWith(4)
    fireEvent.pointerLeave(box)
    expect(screen.queryByText('Fri')).not.toBeInTheDocument()
  })

  it('is not drawn anew where it is only read', async () => {
    const { box } = await plot()
    const before = canvas.acts()
    fireEvent.pointerMove(box, { clientX: 10_000 })
    expect(canvas.acts()).toBe(before)
  })

  it('is gone with its screen', async () => {
    const { unmount } = await plot()
    unmount()
    expect(document.querySelector('canvas')).toBeNull()
  })

  it('draws nothing where nothing is known', () => {
    render(
      <Plot
        label="Nothing"
        places={[]}
        axisText={String}
        lines={[]}
        numberText={(value) => value.toString()}
      />,
    )
    expect(screen.getByRole('img', { name: 'Nothing' })).toBeVisible()
  })
})
