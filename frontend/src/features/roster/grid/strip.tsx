import { useEffect, useRef } from 'react'
import { type DayCoverage, hourBars } from '../model/coverage'
import classes from './grid.module.css'

interface Props {
  coverage: DayCoverage
  queue: number | undefined
  first: number
  last: number
  cell: number
  /** Changes with the colour scheme, so that the colours are read again. */
  scheme: string
}

const HEIGHT = 34

/** Coverage under each day's heading: blue above the line is spare, orange below it is short. */
export function Strip({ coverage, queue, first, last, cell, scheme }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const width = (last - first + 1) * cell
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes what the variables hold
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const scale = window.devicePixelRatio || 1
    element.width = width * scale
    element.height = HEIGHT * scale
    context.scale(scale, scale)
    draw(context, getComputedStyle(element), coverage, queue, first, last, cell)
  }, [coverage, queue, first, last, cell, width, scheme])
  return <canvas ref={canvas} className={classes.strip} style={{ width }} aria-hidden />
}

function draw(
  context: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  coverage: DayCoverage,
  queue: number | undefined,
  first: number,
  last: number,
  cell: number,
): void {
  const bars = []
  for (let day = first; day <= last; day++) bars.push(hourBars(coverage, day, queue))
  const most = Math.max(1, ...bars.flat().flatMap(({ short, spare }) => [short, spare]))
  const middle = HEIGHT / 2
  const colour = (name: string) => style.getPropertyValue(name)
  for (const [place, hours] of bars.entries()) {
    const step = (cell - 6) / Math.max(hours.length, 1)
    for (const [hour, { short, spare }] of hours.entries()) {
      const x = place * cell + 3 + hour * step
      context.fillStyle = colour('--spare-2')
      const up = (spare / most) * (middle - 2)
      context.fillRect(x, middle - up, Math.max(step - 0.5, 1), up)
      context.fillStyle = colour('--short-3')
      context.fillRect(x, middle, Math.max(step - 0.5, 1), (short / most) * (middle - 2))
    }
    context.fillStyle = colour('--control')
    context.fillRect(place * cell + 3, middle - 0.5, cell - 6, 1)
  }
}
