import { LineChart } from 'echarts/charts'
import {
  DataZoomComponent,
  GridComponent,
  MarkAreaComponent,
  TooltipComponent,
} from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useMemo, useRef } from 'react'
import type { Frame } from './adjust/frame'
import { axisTicks, type ChartParts, optionOf } from './option'

use([
  LineChart,
  GridComponent,
  TooltipComponent,
  DataZoomComponent,
  MarkAreaComponent,
  CanvasRenderer,
])

interface Props {
  parts: ChartParts
  /** Says in words what is drawn; the same numbers stand in the table view. */
  label: string
  height: number | string
  /** First and last place in sight, when somebody zooms or moves. */
  onRange: (first: number, last: number) => void
  /** Where the plot lies, whenever that changes: for what is laid on top of it. */
  onFrame?: (frame: Frame) => void
}

const SETTLE_MS = 250

/** A line chart with bands and a zoom. Loaded only where something is drawn. */
export default function Chart({ parts, label, height, onRange, onFrame }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(undefined)
  const latest = useRef({ parts, onRange, onFrame })
  const option = useMemo(() => optionOf(parts), [parts])
  useEffect(() => {
    latest.current = { parts, onRange, onFrame }
  })
  useEffect(() => {
    if (!box.current) return
    const made = init(box.current, null, { renderer: 'canvas' })
    chart.current = made
    const sized = new ResizeObserver(() => made.resize())
    sized.observe(box.current)
    let timer: ReturnType<typeof setTimeout> | undefined
    made.on('datazoom', () => {
      const [first, last] = rangeOf(made)
      made.setOption({ xAxis: axisTicks(latest.current.parts, last - first + 1) })
      clearTimeout(timer)
      timer = setTimeout(() => latest.current.onRange(first, last), SETTLE_MS)
    })
    let told = ''
    made.on('rendered', () => {
      const frame = frameOf(made)
      const text = JSON.stringify(frame)
      if (!frame || text === told) return
      told = text
      latest.current.onFrame?.(frame)
    })
    return () => {
      clearTimeout(timer)
      sized.disconnect()
      made.dispose()
      chart.current = undefined
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option])
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />
}

function rangeOf(chart: ECharts): [number, number] {
  const { dataZoom } = chart.getOption() as { dataZoom: { startValue: number; endValue: number }[] }
  return [dataZoom[0]?.startValue ?? 0, dataZoom[0]?.endValue ?? 0]
}

/** Where the plot lies: its sides by two points of it, its edges by what it holds. */
function frameOf(chart: ECharts): Frame | undefined {
  const [first, last] = rangeOf(chart)
  const [left, zero] = chart.convertToPixel({ gridIndex: 0 }, [first, 0])
  const [right, thousand] = chart.convertToPixel({ gridIndex: 0 }, [last, 1000])
  if (left === undefined || right === undefined || zero === undefined || thousand === undefined)
    return
  const middle = (left + right) / 2
  const top = edgeOf(chart, middle, 0)
  const bottom = edgeOf(chart, middle, chart.getHeight())
  const perPixel = 1000 / (zero - thousand)
  const frame = { left, width: right - left, top, height: bottom - top, first, last }
  return { ...frame, min: (zero - bottom) * perPixel, max: (zero - top) * perPixel }
}

/** The edge of the plot between its middle and a pixel outside of it, found by halving. */
function edgeOf(chart: ECharts, x: number, outside: number): number {
  let [inner, outer] = [chart.getHeight() / 2, outside]
  while (Math.abs(outer - inner) > 0.5) {
    const y = (inner + outer) / 2
    if (chart.containPixel({ gridIndex: 0 }, [x, y])) inner = y
    else outer = y
  }
  return inner
}
