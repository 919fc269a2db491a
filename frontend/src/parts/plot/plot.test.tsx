import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { Plot } from './plot'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']
const plot = (onPlace?: (place: number) => void) =>
  render(
    <Plot
      label="Error by day"
      places={days}
      axisText={(place) => days[place] ?? ''}
      lines={[
        { name: 'Model', values: [1, 2, null, 4, 5], colour: 'red' },
        { name: 'Naive', values: [2, 3, 4, 5, 6], colour: 'blue', style: 'dashed' },
      ]}
      bands={[{ name: '80%', lo: [0, 1, 2, 3, 4], hi: [2, 3, 4, 5, 6], colour: 'red' }]}
      shades={[{ name: 'Planned', from: 3, to: 4 }]}
      numberText={(value) => `${value} %`}
      onPlace={onPlace}
    />,
  )

describe('a plot', () => {
  it('is a picture with a name and a legend', () => {
    plot()
    expect(screen.getByRole('img', { name: 'Error by day' })).toHaveTextContent('0 %2 %4 %6 %')
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Model',
      'Naive',
      '80%',
      'Planned',
    ])
  })

  it('is read by the arrow keys, place by place', () => {
    plot()
    const keys = screen.getByRole('slider', { name: 'Read the figures: Error by day' })
    fireEvent.focus(keys)
    expect(keys).toHaveAttribute('aria-valuetext', 'Mon, Model 1 %, Naive 2 %, 80% 0 % – 2 %')
    fireEvent.change(keys, { target: { value: '2' } })
    expect(keys).toHaveAttribute('aria-valuetext', 'Wed, Naive 4 %, 80% 2 % – 4 %')
  })

  it('is read by pointing at it, and leads on by a click', () => {
    const onPlace = vi.fn()
    const { container } = plot(onPlace)
    const box = container.querySelector('svg')?.parentElement as HTMLElement
    fireEvent.pointerMove(box, { clientX: 10_000 })
    expect(screen.getAllByText('Fri')).toHaveLength(2)
    fireEvent.click(box)
    expect(onPlace).toHaveBeenCalledWith(4)
    fireEvent.pointerLeave(box)
    expect(screen.getAllByText('Fri')).toHaveLength(1)
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
