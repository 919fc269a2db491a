import { useFormat } from '@/format'
import { Plot } from './plot'

interface Props {
  label: string
  /** What every item that was looked at turned out to be, in its order: true is a failure. */
  failures: readonly boolean[]
  /** The lines of the test: ended well at slope·n − accept or below, badly at slope·n + reject or above. */
  test: { slope: number; accept: number; reject: number; most: number }
  /** Words for the path, the two lines, and the unit of the items. */
  words: { path: string; accept: string; reject: string; items: string }
  /** How far to draw the lines at least. */
  reach?: number
}

const AHEAD = 15

/** Failures after each item, between the two lines that end a sequential test. */
export function SequentialPlot({ label, failures, test, words, reach = 0 }: Props) {
  const format = useFormat()
  const { slope, accept, reject, most } = test
  const last = Math.max(failures.length, Math.min(most, Math.max(reach, failures.length + AHEAD)))
  const items = Array.from({ length: last + 1 }, (_, n) => n)
  let failed = 0
  const path = items.map((n) => {
    if (n > failures.length) return null
    if (failures[n - 1]) failed += 1
    return failed
  })
  return (
    <Plot
      label={label}
      places={items.map((n) => `${n} ${words.items}`)}
      axisText={(n) => String(n)}
      lines={[
        { name: words.path, values: path, colour: 'var(--primary-text)' },
        {
          name: words.accept,
          values: items.map((n) => (slope * n - accept >= 0 ? slope * n - accept : null)),
          colour: 'var(--ok)',
          style: 'dashed',
        },
        {
          name: words.reject,
          values: items.map((n) => slope * n + reject),
          colour: 'var(--bad)',
          style: 'dashed',
        },
      ]}
      numberText={(value) => format.number(value, 1)}
      height={260}
    />
  )
}
