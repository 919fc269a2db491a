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
}

const SETTLE_MS = 250

/** A line chart with bands and a zoom. Loaded only where something is drawn. */
export default function Chart({ parts, label, height, onRange }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(undefined)
  const latest = useRef({ parts, onRange })
  const option = useMemo(() => optionOf(parts), [parts])
  useEffect(() => {
    latest.current = { parts, onRange }
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
